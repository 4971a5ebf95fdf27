package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.template.InitialTemplates;
import cl.fizko.chat.application.template.SetUpTemplates;
import cl.fizko.chat.application.template.TemplateSetUp;
import cl.fizko.chat.application.template.TemplateSetUp.Account;
import cl.fizko.chat.application.template.TemplateSetUp.Judged;
import cl.fizko.chat.application.template.TemplateSetUp.Step;
import cl.fizko.chat.application.template.TemplateSetUp.Store;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What came of installing templates, for people and for programs. */
final class TemplateSetUpOutput {

    private final SetUpTemplates.Command command;
    private final TemplateSetUp result;

    TemplateSetUpOutput(SetUpTemplates.Command command, TemplateSetUp result) {
        this.command = command;
        this.result = result;
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("company_id", command.company().value());
        fields.put("language", InitialTemplates.LANGUAGE);
        fields.put("dry_run", command.dryRun());
        fields.put("changed", result.changed() && !command.dryRun());
        fields.put("edited", named(Store.EDITED));
        fields.put("restored", named(Store.RESTORED));
        fields.put("submitted", !result.accounts().isEmpty());
        fields.put(
                "templates",
                result.templates().stream()
                        .map(one -> fields(one.name(), one.store()))
                        .toList());
        fields.put(
                "errors",
                result.accounts().stream()
                        .filter(account -> account.unreadable().isPresent())
                        .map(TemplateSetUpOutput::unreadable)
                        .toList());
        return fields;
    }

    private Map<String, Object> fields(String name, Store store) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        fields.put("stored", lower(store));
        var providers = new ArrayList<Map<String, Object>>();
        for (var account : result.accounts()) {
            of(account, name).ifPresent(judged -> providers.add(fields(account, judged)));
        }
        fields.put("providers", providers);
        return fields;
    }

    private static Map<String, Object> fields(Account account, Judged judged) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("provider", account.provider().value());
        fields.put("business_account_id", account.id());
        fields.put("step", lower(judged.step()));
        fields.put("status", judged.status().map(TemplateStatus::wireName).orElse(null));
        fields.put("reason", judged.reason().orElse(null));
        return fields;
    }

    private static Map<String, Object> unreadable(Account account) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("provider", account.provider().value());
        fields.put("business_account_id", account.id());
        fields.put(
                "reason", account.unreadable().map(TemplateSetUpOutput::words).orElse(""));
        return fields;
    }

    void print(PrintWriter out) {
        for (var one : result.templates()) {
            out.printf("%-20s%s%s%n", one.name(), words(one.store()), atProviders(one.name()));
        }
        out.println();
        for (var account : result.accounts()) {
            account.unreadable()
                    .ifPresent(failure -> out.println("nothing submitted to " + name(account) + ": " + words(failure)));
        }
        if (result.accounts().isEmpty()) {
            out.println("only stored: no number of the company has both a provider's token and a business_account_id."
                    + " Run it again once one has");
        }
        out.println(summary());
    }

    private String atProviders(String name) {
        var words = new StringJoiner("");
        for (var account : result.accounts()) {
            of(account, name).ifPresent(judged -> words.add("; " + name(account) + ": " + words(judged)));
        }
        return words.toString();
    }

    private String words(Store store) {
        var would = command.dryRun() ? "would be " : "";
        return switch (store) {
            case CREATED -> would + "stored";
            case UNCHANGED -> "unchanged";
            case EDITED -> "edited by the company, kept";
            case RESTORED -> would + "restored";
        };
    }

    private String words(Judged judged) {
        var words = new StringBuilder(
                judged.step() == Step.SUBMITTED && command.dryRun() ? "would be submitted" : lower(judged.step()));
        judged.status().ifPresent(status -> words.append(", ").append(status.wireName()));
        judged.reason().ifPresent(reason -> words.append(" (").append(reason).append(')'));
        return words.toString();
    }

    private String summary() {
        if (!result.changed()) {
            return edited("nothing to do");
        }
        return edited(command.dryRun() ? "nothing was done: without --dry_run the above would be" : "done");
    }

    private String edited(String summary) {
        var edited = named(Store.EDITED);
        return edited.isEmpty() ? summary : summary + "; --force restores " + String.join(", ", edited);
    }

    private List<String> named(Store store) {
        return result.templates().stream()
                .filter(one -> one.store() == store)
                .map(TemplateSetUp.Installed::name)
                .toList();
    }

    private static Optional<Judged> of(Account account, String name) {
        return account.judged().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static String name(Account account) {
        return account.provider() + " " + account.id();
    }

    private static String words(Failure failure) {
        return failure.code() + ", " + failure.detail();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
