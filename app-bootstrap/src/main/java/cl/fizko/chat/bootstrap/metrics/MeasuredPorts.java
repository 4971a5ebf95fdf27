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
import java.time.Clock;

/** Measures what passes the ports of a node that serves. */
public final class MeasuredPorts implements PortWatch {

    private final Metrics metrics;
    private final Clock clock;

    public MeasuredPorts(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Inbox inbox(Inbox inbox) {
        return new MeasuredInbox(inbox, metrics.messages());
    }

    @Override
    public TurnRepository turns(TurnRepository turns) {
        return new MeasuredTurns(turns, metrics.turns());
    }

    @Override
    public Outbox outbox(Outbox outbox) {
        return new MeasuredOutbox(outbox, metrics.messages(), metrics.sends(), clock);
    }

    @Override
    public UnknownSends unknownSends(UnknownSends unknown) {
        return new MeasuredUnknownSends(unknown, metrics.messages(), metrics.sends());
    }

    @Override
    public MediaJobs mediaJobs(MediaJobs jobs) {
        return new MeasuredMediaJobs(jobs, metrics.mediaJobs());
    }

    @Override
    public LlmBudget llmBudget(LlmBudget budget) {
        return new MeasuredBudget(budget, metrics.llm());
    }

    @Override
    public LlmPort llm(LlmPort llm) {
        return new MeasuredLlm(llm, metrics.llm());
    }

    @Override
    public ProviderPlugin.Provider provider(ProviderId id, ProviderPlugin.Provider provider) {
        return new ProviderPlugin.Provider(
                new MeasuredProvider(provider.messaging(), metrics.callsTo(id)),
                provider.webhooks(),
                provider.hasDefaultToken(),
                provider.history(),
                provider.media(),
                provider.templates());
    }
}
