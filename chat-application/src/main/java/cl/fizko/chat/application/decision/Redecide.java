package cl.fizko.chat.application.decision;

import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import java.util.Optional;

/** Decides a message again, from what it was decided from. Does no I/O and stores nothing. Thread-safe. */
@FunctionalInterface
public interface Redecide {

    /**
     * What the rules of today make of a decision's inputs.
     *
     * @param config the business number as it is configured today
     * @return empty when the decision rested on something that is not in its record
     */
    Optional<Decision> decide(DecisionRecord record, WhatsAppConfig config);
}
