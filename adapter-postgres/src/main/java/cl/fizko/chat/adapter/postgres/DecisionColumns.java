package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Decision} as columns of {@code auto_reply_decisions}. What is empty takes no room, nor does the text that the agent
 * gave, unless the customer got another one. Times are as precise as the database is.
 *
 * @param agentName null when no agent was asked, and so is the confidence
 * @param decision a JSON object: candidates, best first, and everything else without a column
 */
record DecisionColumns(
        @Nullable String agentName,
        @Nullable Double confidence,
        String decision,
        @Nullable String silence,
        Instant decidedAt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DecisionColumns of(HandledMessage handled) {
        var decision = handled.decision();
        var json = JsonNodeFactory.instance.objectNode();
        decision.response().ifPresent(response -> put(json, response, saysIt(handled, response.content())));
        putNames(json, "acts", decision.acts(), Act::wireName);
        putNames(json, "rules", decision.rules(), Function.identity());
        putText(json, "version", decision.version());
        decision.languageModel().ifPresent(model -> put(json, "language_model", model));
        return new DecisionColumns(
                decision.response()
                        .map(response -> response.agentName().value())
                        .orElse(null),
                decision.response()
                        .map(response -> response.confidence().value())
                        .orElse(null),
                json.toString(),
                decision.silence().map(OutgoingMessages::storable).orElse(null),
                decision.decidedAt());
    }

    /** From the columns of the same names; {@code replyText} is what the customer got. */
    static Decision read(ResultSet row, Optional<String> replyText) throws SQLException {
        return new DecisionColumns(
                        row.getString("agent_name"),
                        row.getObject("confidence", Double.class),
                        row.getString("decision"),
                        row.getString("silence"),
                        JdbiSetup.instant(row, "decided_at"))
                .toDecision(replyText);
    }

    private Decision toDecision(Optional<String> replyText) {
        var json = parsed();
        return new Decision(
                decidedAt,
                agentName == null || confidence == null
                        ? Optional.empty()
                        : Optional.of(new AgentResponse(
                                text(json, "content").or(() -> replyText).orElse(""),
                                new Confidence(confidence),
                                new AgentName(agentName),
                                each(json, "candidates", DecisionColumns::candidate),
                                each(json, "facts", DecisionColumns::fact),
                                actsOf(json, "agent_acts"))),
                Optional.ofNullable(silence),
                actsOf(json, "acts"),
                each(json, "rules", JsonNode::asText),
                text(json, "version").orElse(""),
                text(json, "language_model"));
    }

    private static void put(ObjectNode json, AgentResponse response, boolean saidInTheReply) {
        if (!saidInTheReply) {
            put(json, "content", response.content());
        }
        var candidates = json.putArray("candidates");
        for (var candidate : response.candidates()) {
            var one = candidates
                    .addObject()
                    .put("agent_name", candidate.agentName().value())
                    .put("priority", candidate.priority())
                    .put("confidence", candidate.confidence().value());
            if (!candidate.evidence().isEmpty()) {
                var evidence = one.putArray("evidence");
                candidate
                        .evidence()
                        .forEach(reason ->
                                put(evidence.addObject(), "what", reason.what()).put("weight", reason.weight()));
            }
        }
        var facts = json.putArray("facts");
        for (var fact : response.facts()) {
            var one = put(facts.addObject(), "statement", fact.statement());
            put(one, "source", fact.source()).put("as_of", fact.asOf().toString());
        }
        putNames(json, "agent_acts", response.acts(), Act::wireName);
    }

    private static boolean saysIt(HandledMessage handled, String content) {
        return handled.replies().size() == 1
                && handled.replies().get(0).content().words().equals(Optional.of(content));
    }

    private static Candidate candidate(JsonNode json) {
        return new Candidate(
                new AgentName(json.path("agent_name").asText()),
                json.path("priority").intValue(),
                new Confidence(json.path("confidence").doubleValue()),
                each(
                        json,
                        "evidence",
                        one -> new Evidence(
                                one.path("what").asText(), one.path("weight").doubleValue())));
    }

    private static Fact fact(JsonNode json) {
        return new Fact(
                json.path("statement").asText(),
                json.path("source").asText(),
                LocalDate.parse(json.path("as_of").asText()));
    }

    private static Set<Act> actsOf(JsonNode json, String name) {
        return each(json, name, one -> Act.of(one.asText())).stream().collect(Collectors.toUnmodifiableSet());
    }

    private static <T> List<T> each(JsonNode json, String name, Function<JsonNode, T> read) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .map(read)
                .toList();
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    private static ObjectNode put(ObjectNode json, String name, String text) {
        return json.put(name, OutgoingMessages.storable(text));
    }

    private static void putText(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            put(json, name, text);
        }
    }

    private static <T> void putNames(ObjectNode json, String name, Collection<T> values, Function<T, String> text) {
        if (!values.isEmpty()) {
            var array = json.putArray(name);
            values.stream().map(text).map(OutgoingMessages::storable).forEach(array::add);
        }
    }

    private JsonNode parsed() {
        try {
            return JSON.readTree(decision);
        } catch (JsonProcessingException e) {
            e.clearLocation(); // it would quote what the customer was told
            throw new IllegalStateException("a stored decision is not JSON", e);
        }
    }

    /** Names the agent only: the rest may hold words of the customer. */
    @Override
    public String toString() {
        return "DecisionColumns[" + agentName + "]";
    }
}
