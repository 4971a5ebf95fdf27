package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.port.LlmBudget;
import cl.fizko.chat.domain.port.LlmPort;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.Outbox;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.UnknownSends;

/** May put something around ports before anybody gets them. By default nothing does. */
public interface PortWatch {

    /** Leaves every port as it is. */
    PortWatch NOBODY = new PortWatch() {};

    default Inbox inbox(Inbox inbox) {
        return inbox;
    }

    default TurnRepository turns(TurnRepository turns) {
        return turns;
    }

    default Outbox outbox(Outbox outbox) {
        return outbox;
    }

    default UnknownSends unknownSends(UnknownSends unknown) {
        return unknown;
    }

    default MediaJobs mediaJobs(MediaJobs jobs) {
        return jobs;
    }

    default LlmBudget llmBudget(LlmBudget budget) {
        return budget;
    }

    default LlmPort llm(LlmPort llm) {
        return llm;
    }

    default ProviderPlugin.Provider provider(ProviderId id, ProviderPlugin.Provider provider) {
        return provider;
    }
}
