package cl.fizko.chat.application.decision;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of deciding a message once more. */
public sealed interface Repetition {

    /** The same, whatever else has changed. */
    record Same() implements Repetition {}

    /** Something else. */
    record Different(List<Difference> differences) implements Repetition {
        public Different {
            differences = List.copyOf(differences);
        }
    }

    /** Nothing that could be compared, and why. */
    record NotRepeatable(String why) implements Repetition {}

    /**
     * One thing that is not what it was.
     *
     * @param what e.g. {@code agent_name}
     * @param then what the record says; empty for nothing. Personal data where it is the content
     * @param now what is decided today
     */
    record Difference(String what, String then, String now) {

        /** Whether this is what the customer read, which may hold personal data. */
        public boolean isContent() {
            return what.equals("content");
        }

        @Override
        public String toString() {
            return "Difference[" + what + "]";
        }
    }

    /** Compares two decisions about a message: reply, silence and what follows. Another version alone makes no difference. */
    static Repetition of(Decision then, Decision now) {
        var found = new ArrayList<Difference>();
        compare(found, "agent_name", response(then, AgentResponse::agentName), response(now, AgentResponse::agentName));
        compare(found, "confidence", confidence(then), confidence(now));
        compare(found, "content", response(then, AgentResponse::content), response(now, AgentResponse::content));
        compare(found, "silence", then.silence().orElse(""), now.silence().orElse(""));
        compare(found, "acts", acts(then), acts(now));
        compare(found, "rules", String.join("; ", then.rules()), String.join("; ", now.rules()));
        if (found.isEmpty()) {
            return new Same();
        }
        if (then.languageModel().isPresent()) {
            return new NotRepeatable("a language model had a say, and is not asked again");
        }
        if (!then.version().isEmpty() && !now.version().isEmpty()) {
            compare(found, "version", then.version(), now.version());
        }
        return new Different(found);
    }

    private static void compare(List<Difference> found, String what, String then, String now) {
        if (!then.equals(now)) {
            found.add(new Difference(what, then, now));
        }
    }

    private static String response(Decision decision, Function<AgentResponse, Object> part) {
        return decision.response().map(part).map(Object::toString).orElse("");
    }

    /** Four places, as it is shown everywhere. */
    private static String confidence(Decision decision) {
        return decision.response()
                .map(response ->
                        String.format(Locale.ROOT, "%.4f", response.confidence().value()))
                .orElse("");
    }

    private static String acts(Decision decision) {
        return decision.acts().stream().map(Act::wireName).sorted().collect(Collectors.joining(", "));
    }
}
