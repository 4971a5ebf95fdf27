package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.decision.Repetition;
import cl.fizko.chat.application.decision.Repetition.Difference;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A decision as the fields of a JSON object. What customer and company wrote is left out unless it is asked for. */
final class DecisionFields {

    private final boolean withText;

    DecisionFields(boolean withText) {
        this.withText = withText;
    }

    Map<String, Object> of(DecisionRecord record, Optional<Repetition> repetition) {
        var decision = record.decision();
        var response = decision.response();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message", message(record.incoming()));
        fields.put("config", record.config().toString());
        fields.put("decided_at", decision.decidedAt().toString());
        fields.put("agent_name", response.map(r -> r.agentName().value()).orElse(null));
        fields.put(
                "confidence", response.map(r -> rounded(r.confidence().value())).orElse(null));
        fields.put("silence", decision.silence().orElse(null));
        fields.put("replies", record.replies().stream().map(this::message).toList());
        fields.put("candidates", list(response.map(AgentResponse::candidates), DecisionFields::candidate));
        fields.put("tie_rule", AgentManager.TIE_RULE);
        fields.put("thresholds", Map.of("least_to_act_on", Confidence.LEAST_TO_ACT_ON.value()));
        fields.put("rules", decision.rules());
        fields.put("acts", decision.acts().stream().map(Act::wireName).sorted().toList());
        fields.put("facts", list(response.map(AgentResponse::facts), DecisionFields::fact));
        fields.put("version", decision.version());
        fields.put("language_model", decision.languageModel().orElse(null));
        repetition.ifPresent(again -> fields.put("again", again(again)));
        return fields;
    }

    private Map<String, Object> message(Message message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", message.id().toString());
        fields.put("external_id", message.externalId().map(ExternalId::value).orElse(null));
        fields.put("message_type", message.content().type());
        fields.put("status", message.status().map(DeliveryStatus::wireName).orElse(null));
        fields.put("created_at", message.createdAt().toString());
        if (withText) {
            fields.put("content", message.content().words().orElse(null));
        }
        return fields;
    }

    private static <T> List<Map<String, Object>> list(
            Optional<List<T>> items, Function<T, Map<String, Object>> fields) {
        return items.orElse(List.of()).stream().map(fields).toList();
    }

    private static Map<String, Object> candidate(Candidate candidate) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("agent_name", candidate.agentName().value());
        fields.put("priority", candidate.priority());
        fields.put("confidence", rounded(candidate.confidence().value()));
        fields.put(
                "evidence",
                candidate.evidence().stream().map(DecisionFields::evidence).toList());
        return fields;
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("what", evidence.what());
        fields.put("weight", rounded(evidence.weight()));
        return fields;
    }

    private static Map<String, Object> fact(Fact fact) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("statement", fact.statement());
        fields.put("source", fact.source());
        fields.put("as_of", fact.asOf().toString());
        return fields;
    }

    private Map<String, Object> again(Repetition again) {
        var fields = new LinkedHashMap<String, Object>();
        if (again instanceof Repetition.Different different) {
            fields.put("result", "different");
            fields.put(
                    "differences",
                    different.differences().stream().map(this::difference).toList());
        } else if (again instanceof Repetition.NotRepeatable not) {
            fields.put("result", "not_repeatable");
            fields.put("why", not.why());
        } else {
            fields.put("result", "same");
        }
        return fields;
    }

    private Map<String, Object> difference(Difference difference) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("what", difference.what());
        if (withText || !difference.isContent()) {
            fields.put("then", difference.then());
            fields.put("now", difference.now());
        }
        return fields;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
