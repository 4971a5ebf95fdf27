package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.webhookevent.BrowseWebhookEvents;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.webhook.WebhookEvent;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code webhook_events}: the deliveries of providers that could not be applied. */
@Command(
        name = "webhook_events",
        mixinStandardHelpOptions = true,
        description =
                "Shows the deliveries of providers, above all those that failed: not understood, or not ours to apply, they wait in"
                        + " quarantine. Looks at them again once the reason is mended.",
        subcommands = RetryWebhookEventsCommand.class,
        footer = {
            "%nExamples:",
            "  fizko-chat webhook_events list",
            "  fizko-chat webhook_events show 01934f0e-8c1a-7b7e-9f57-2f6c1d9a0b11",
            "  fizko-chat webhook_events retry --all-failed"
        })
final class WebhookEventsCommand {

    private static final String ANY = "any";
    private static final String FAILED = "failed";
    private static final int MOST = 10_000;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows deliveries, the newest first, without what they say. Times are UTC.",
            footer = {
                "%nExamples:",
                "  fizko-chat webhook_events list --unassigned",
                "  fizko-chat webhook_events list --company_id 1 --status any --since 2026-11-22T12:00 --json"
            })
    int list(
            @Option(
                            names = "--status",
                            defaultValue = FAILED,
                            description = "failed (default) or quarantined, applied, ignored, duplicate; or any.")
                    String status,
            @Mixin WebhookEventFilter which,
            @Option(names = "--limit", defaultValue = "50", description = "So many at most (default: 50).") int limit,
            @Option(names = "--json", description = "Prints JSON, one object a line.") boolean json) {
        if (limit < 1 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 to " + MOST);
        }
        var filter = which.of(status(status));
        var out = spec.commandLine().getOut();
        try (var installation = Installation.open(System.getenv())) {
            var browse = installation.get(BrowseWebhookEvents.class);
            if (!json) {
                WebhookEventOutput.head(out);
            }
            var page = browse.page(which.owner(), filter, PageRequest.first(Math.min(limit, PageRequest.LARGEST)));
            var shown = print(page, limit, json);
            while (shown < limit && page.older().isPresent()) {
                page = browse.page(which.owner(), filter, new PageRequest(2, PageRequest.LARGEST, page.older()));
                shown += print(page, limit - shown, json);
            }
            if (page.count().rows() > shown) {
                spec.commandLine()
                        .getErr()
                        .println(shown + " of " + (page.count().exact() ? "" : "about ")
                                + page.count().rows() + "; --limit shows more");
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private int print(Page<WebhookEvent> page, int most, boolean json) {
        var out = spec.commandLine().getOut();
        var rows = page.rows().subList(0, Math.min(most, page.rows().size()));
        for (var event : rows) {
            if (json) {
                out.println(Json.line(WebhookEventOutput.fields(event)));
            } else {
                WebhookEventOutput.row(out, event);
            }
        }
        return rows.size();
    }

    private Optional<WebhookEventStatus> status(String name) {
        if (name.equals(ANY)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(WebhookEventStatus.values())
                .filter(status -> status.wireName().equals(name.equals(FAILED) ? "quarantined" : name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--status is one of failed, quarantined, applied, ignored, duplicate, any")));
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a delivery.",
            footer = {
                "%nExit code: 1 if there is none.",
                "%nExamples:",
                "  fizko-chat webhook_events show 01934f0e-8c1a-7b7e-9f57-2f6c1d9a0b11",
                "  fizko-chat webhook_events show 01934f0e-8c1a-7b7e-9f57-2f6c1d9a0b11 --body"
            })
    int show(
            @Parameters(paramLabel = "ID", description = "The delivery, as list shows it.") UUID id,
            @Option(
                            names = "--body",
                            description =
                                    "Shows what it says, and its key too: personal data. Passwords were taken out.")
                    boolean body,
            @Option(names = "--json", description = "Prints JSON.") boolean json) {
        var out = spec.commandLine().getOut();
        try (var installation = Installation.open(System.getenv())) {
            var kept = installation
                    .get(BrowseWebhookEvents.class)
                    .find(Scope.everyCompany(), new WebhookEventId(id))
                    .orElseThrow(() -> new CliException("there is no delivery " + id));
            if (json) {
                out.println(Json.indented(WebhookEventOutput.fields(kept, body)));
            } else {
                WebhookEventOutput.print(out, kept, body);
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
