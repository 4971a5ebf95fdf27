package cl.fizko.chat.application.conversation;

import cl.fizko.chat.application.dispatch.ReadReceipts;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ConversationDesk.Heard;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a person has read what a customer wrote. Where customers are shown such things at all, this one is shown it too, on
 * another thread and once: a courtesy, of which nothing else depends. Thread-safe.
 */
public final class MarkAsRead {

    private static final Logger log = LoggerFactory.getLogger(MarkAsRead.class);

    /** Meta refuses receipts for older messages. */
    static final Duration NOT_OLDER = Duration.ofDays(30);

    private final ConversationDesk desk;
    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final ReadReceipts receipts;
    private final Executor beside;
    private final Clock clock;

    /**
     * The use case.
     *
     * @param beside runs calls to providers; one that it does not take is not made
     */
    public MarkAsRead(
            ConversationDesk desk,
            WhatsAppConfigRepository configs,
            Providers providers,
            ReadReceipts receipts,
            Executor beside,
            Clock clock) {
        this.desk = desk;
        this.configs = configs;
        this.providers = providers;
        this.receipts = receipts;
        this.beside = beside;
        this.clock = clock;
    }

    /** False when there is no such conversation in the scope. */
    public boolean markAsRead(Scope scope, ConversationId conversation) {
        var reading = desk.markRead(scope, conversation);
        if (receipts != ReadReceipts.OFF) {
            reading.ifPresent(read -> read.newest()
                    .filter(this::isNewEnough)
                    .ifPresent(newest -> configs.byId(read.config())
                            .filter(WhatsAppConfig::active)
                            .ifPresent(config -> show(conversation, config, newest))));
        }
        return reading.isPresent();
    }

    private boolean isNewEnough(Heard message) {
        return clock.instant().isBefore(message.receivedAt().plus(NOT_OLDER));
    }

    private void show(ConversationId conversation, WhatsAppConfig config, Heard newest) {
        try {
            beside.execute(() -> call(conversation, config, newest));
        } catch (RejectedExecutionException e) {
            log.debug("conversation {}: too many receipts wait, this one is left out", conversation);
        }
    }

    private void call(ConversationId conversation, WhatsAppConfig config, Heard newest) {
        try {
            providers
                    .messagingFor(config)
                    .markRead(new ReadReceipt(
                            config.lineId(), config.apiToken(), newest.id(), newest.providerMessage(), false))
                    .ifPresent(failure ->
                            log.debug("conversation {}: nothing was shown as read: {}", conversation, failure));
        } catch (RuntimeException e) {
            log.debug("conversation {}: nothing was shown as read: {}", conversation, Fault.summary(e));
        }
    }
}
