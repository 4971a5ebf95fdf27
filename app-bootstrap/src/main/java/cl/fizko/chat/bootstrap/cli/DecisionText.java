package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.decision.Repetition;
import cl.fizko.chat.application.decision.Repetition.Difference;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A decision as lines for a person. What customer and company wrote is left out unless it is asked for. */
final class DecisionText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(AgentContext.TAX_ZONE);
    private static final int SHOWN_EVIDENCE = 4;

    private final PrintWriter out;
    private final boolean withText;

    DecisionText(PrintWriter out, boolean withText) {
        this.out = out;
        this.withText = withText;
    }

    void print(DecisionRecord record, Optional<Repetition> repetition) {
        var decision = record.decision();
        var incoming = record.incoming();
        line("message", "%s, %s, %s", incoming.id(), incoming.content().type(), time(incoming.createdAt()));
        words(incoming);
        line("decided", "%s%s", time(decision.decidedAt()), version(decision.version()));
        decision.silence().ifPresent(why -> line("no reply", "%s", why));
        decision.response()
                .ifPresent(response -> line(
                        "answered by",
                        "%s, confidence %.4f",
                        response.agentName(),
                        response.confidence().value()));
        record.replies().forEach(this::reply);
        decision.response().ifPresent(this::ranking);
        line("rules", "%s", orNone(decision.rules()));
        line(
                "acts",
                "%s",
                orNone(decision.acts().stream().map(Act::wireName).sorted().toList()));
        decision.response()
                .map(AgentResponse::facts)
                .orElse(List.of())
                .forEach(fact -> line("fact", "%s (%s, as of %s)", fact.statement(), fact.source(), fact.asOf()));
        line("model", "%s", decision.languageModel().orElse("none was asked"));
        repetition.ifPresent(this::again);
    }

    private void reply(Message reply) {
        line(
                "reply",
                "%s, %s, %s",
                reply.id(),
                reply.content().type(),
                reply.status().map(DeliveryStatus::wireName).orElse("?"));
        words(reply);
    }

    private void words(Message message) {
        if (withText) {
            line("words", "%s", message.content().words().orElse("(none)").replace("\n", "\n            "));
        }
    }

    private void ranking(AgentResponse response) {
        line("ranking", "%s", AgentManager.TIE_RULE);
        var place = 0;
        for (var candidate : response.candidates()) {
            place++;
            line(
                    "",
                    "%2d. %-22s %.4f  priority %3d  %s",
                    place,
                    candidate.agentName(),
                    candidate.confidence().value(),
                    candidate.priority(),
                    evidence(candidate));
        }
        line(
                "threshold",
                "below %.2f an agent that owns up to not knowing answers",
                Confidence.LEAST_TO_ACT_ON.value());
    }

    private static String evidence(Candidate candidate) {
        return candidate.evidence().stream()
                .limit(SHOWN_EVIDENCE)
                .map(DecisionText::evidence)
                .collect(Collectors.joining(", "));
    }

    private static String evidence(Evidence evidence) {
        return evidence.weight() == 0
                ? evidence.what()
                : String.format(Locale.ROOT, "%s %+.2f", evidence.what(), evidence.weight());
    }

    private void again(Repetition again) {
        if (again instanceof Repetition.Different different) {
            line("again", "different, by today's rules and settings");
            different.differences().forEach(this::difference);
        } else if (again instanceof Repetition.NotRepeatable not) {
            line("again", "cannot be compared: %s", not.why());
        } else {
            line("again", "same");
        }
    }

    private void difference(Difference difference) {
        if (difference.isContent() && !withText) {
            line("", "content differs (--show_text shows it)");
            return;
        }
        line("", "%s then: %s", difference.what(), orNone(difference.then()));
        line("", "%s now:  %s", difference.what(), orNone(difference.now()));
    }

    private static String orNone(List<String> words) {
        return orNone(String.join("; ", words));
    }

    private static String orNone(String words) {
        return words.isEmpty() ? "none" : words;
    }

    private static String version(String version) {
        return version.isEmpty() ? "" : ", version " + version;
    }

    private static String time(Instant instant) {
        return TIME.format(instant) + " (" + AgentContext.TAX_ZONE + ")";
    }

    private void line(String name, String format, Object... values) {
        out.println((String.format(Locale.ROOT, "%-12s", name) + String.format(Locale.ROOT, format, values))
                .stripTrailing());
    }
}
