package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.webhookevent.RetryQuarantined;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent;
import cl.fizko.chat.application.webhookevent.RetryWebhookEvent.Outcome;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.webhook.WebhookEventId;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code webhook_events retry}: looks at quarantined deliveries again. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description =
                "Looks at a quarantined delivery again, or at all, the oldest first, and applies what follows from it. Agents answer"
                        + " what customers wrote within the last half hour. It may be repeated.",
        footer = {
            "%nExit code: 1 if one is still quarantined.",
            "%nExamples:",
            "  fizko-chat webhook_events retry 01934f0e-8c1a-7b7e-9f57-2f6c1d9a0b11",
            "  fizko-chat webhook_events retry --all-failed",
            "  fizko-chat webhook_events retry --all-failed --unassigned --since 2026-11-22T12:00 --json"
        })
final class RetryWebhookEventsCommand implements Callable<Integer> {

    /** One, or all. */
    static final class Which {
        @Parameters(paramLabel = "ID", description = "The delivery, as list shows it.")
        private Optional<UUID> id = Optional.empty();

        @Option(
                names = "--all_failed",
                description = "All that are quarantined, or those that the filters let through.")
        private boolean all;
    }

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private WebhookEventFilter filter = new WebhookEventFilter();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!which.all && !filter.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "filters go with --all_failed, not with an ID");
        }
        try (var installation = Installation.open(System.getenv())) {
            return which.all
                    ? all(installation.get(RetryQuarantined.class))
                    : one(installation, new WebhookEventId(which.id.orElseThrow()));
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private int one(Installation installation, WebhookEventId id) {
        var outcome = installation.get(RetryWebhookEvent.class).retry(Scope.everyCompany(), id);
        if (outcome instanceof Outcome.Missing) {
            throw new CliException("there is no delivery " + id);
        }
        if (outcome instanceof Outcome.Settled settled) {
            return tell(id, settled.status(), Optional.empty());
        }
        if (outcome instanceof Outcome.NotQuarantined other) {
            return tell(id, other.status(), Optional.of("it was not quarantined: nothing was changed"));
        }
        var why = outcome instanceof Outcome.StillQuarantined still
                ? still.reason()
                : outcome instanceof Outcome.Refused refused ? refused.why() : "";
        return tell(id, WebhookEventStatus.QUARANTINED, Optional.of(why));
    }

    private int tell(WebhookEventId id, WebhookEventStatus status, Optional<String> reason) {
        var out = spec.commandLine().getOut();
        if (json) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", id.toString());
            fields.put("status", status.wireName());
            fields.put("reason", reason.orElse(null));
            out.println(Json.indented(fields));
        } else {
            out.println(id + " " + status.wireName()
                    + reason.map(why -> ": " + WebhookEventOutput.line(why)).orElse(""));
        }
        return status == WebhookEventStatus.QUARANTINED ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private int all(RetryQuarantined retry) {
        var tally = new Tally(new WorkProgress(spec.commandLine().getErr(), "deliveries", OptionalLong.empty()));
        retry.run(filter.owner(), filter.of(Optional.empty()), tally);
        var out = spec.commandLine().getOut();
        if (json) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("found", tally.found);
            fields.put("settled", tally.settled);
            fields.put("left", tally.left);
            out.println(Json.indented(fields));
        } else {
            tally.left.forEach(one -> out.println(
                    one.get("id") + " quarantined: " + WebhookEventOutput.line(String.valueOf(one.get("reason")))));
            out.printf("%d found, %d settled, %d left%n", tally.found, tally.settled, tally.left.size());
        }
        return tally.left.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** What became of all. */
    private static final class Tally implements RetryQuarantined.Listener {

        private final WorkProgress progress;
        private final List<Map<String, String>> left = new ArrayList<>();
        private int found;
        private int settled;

        Tally(WorkProgress progress) {
            this.progress = progress;
        }

        @Override
        public void found(int deliveries) {
            found = deliveries;
            progress.expect(deliveries);
        }

        @Override
        public void settled(WebhookEventId id) {
            settled++;
            progress.done(1);
        }

        @Override
        public void left(WebhookEventId id, String why) {
            left.add(Map.of("id", id.toString(), "reason", why));
            progress.done(1);
        }
    }
}
