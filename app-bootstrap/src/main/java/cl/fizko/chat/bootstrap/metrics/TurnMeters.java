package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.application.turn.AnswerTurn;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Replies by agent, hand-overs, and turns that came to nothing. Thread-safe. */
final class TurnMeters {

    private final Counters replies;
    private final Counters failures;
    private final Counter handOvers;

    TurnMeters(MeterRegistry registry) {
        replies = new Counters(registry, "chat.auto.replies", "Messages that an agent answered", "agent");
        failures = new Counters(
                registry,
                "chat.turns.failed",
                "Turns that came to nothing: an agent threw, the turn could not be stored, or it was given up",
                "reason",
                "agent_failed",
                "not_stored",
                "given_up");
        handOvers = Counter.builder("chat.handovers")
                .description("Conversations that agents handed to a person")
                .register(registry);
    }

    void finished(FinishedTurn turn, TurnResult result) {
        if (!result.committed()) {
            failures.count("not_stored");
            return;
        }
        turn.decisions().forEach(this::handled);
        if (turn.decisions().stream()
                .anyMatch(handled -> handled.decision().acts().contains(Act.HAND_OVER))) {
            handOvers.increment();
        }
    }

    private void handled(HandledMessage message) {
        var decision = message.decision();
        if (!message.replies().isEmpty() && decision.response().isPresent()) {
            replies.count(decision.response().get().agentName().value());
        } else if (decision.silence().isPresent()) {
            var why = decision.silence().get();
            if (why.equals(AnswerTurn.GIVEN_UP)) {
                failures.count("given_up");
            } else if (why.startsWith(AnswerTurn.AGENT_FAILED)) {
                failures.count("agent_failed");
            }
        }
    }
}
