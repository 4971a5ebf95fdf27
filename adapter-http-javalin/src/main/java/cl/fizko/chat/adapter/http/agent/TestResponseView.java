package cl.fizko.chat.adapter.http.agent;

import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Evidence;
import java.util.List;

/** What would be answered. */
record TestResponseView(
        String agentName, double confidence, String content, List<CandidateView> candidates, List<ReasonView> reasons) {

    static TestResponseView of(AgentResponse response) {
        var candidates = response.candidates().stream()
                .map(candidate -> new CandidateView(
                        candidate.agentName().value(), candidate.confidence().value()))
                .toList();
        return new TestResponseView(
                response.agentName().value(),
                response.confidence().value(),
                response.content(),
                candidates,
                response.candidates().get(0).evidence().stream()
                        .map(ReasonView::of)
                        .toList());
    }

    /** An agent and how sure it was. */
    record CandidateView(String agentName, double confidence) {}

    /** What spoke for the agent that answers. */
    record ReasonView(String what, double weight) {
        static ReasonView of(Evidence evidence) {
            return new ReasonView(evidence.what(), evidence.weight());
        }
    }
}
