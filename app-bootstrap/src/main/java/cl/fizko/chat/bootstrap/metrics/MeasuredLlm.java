package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.port.LlmPort;

/** Times the questions to a language model. */
final class MeasuredLlm implements LlmPort {

    private final LlmPort llm;
    private final LlmMeters meters;

    MeasuredLlm(LlmPort llm, LlmMeters meters) {
        this.llm = llm;
        this.meters = meters;
    }

    @Override
    public Outcome complete(Request request) {
        var from = System.nanoTime();
        var outcome = llm.complete(request);
        meters.asked(outcome, System.nanoTime() - from);
        return outcome;
    }
}
