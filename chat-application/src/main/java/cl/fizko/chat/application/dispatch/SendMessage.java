package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.SendJournal;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt to send one claimed message, if it may be sent at all. Thread-safe. */
public final class SendMessage {

    private static final Logger log = LoggerFactory.getLogger(SendMessage.class);

    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final SendJournal journal;
    private final SendPolicy policy;
    private final Clock clock;

    public SendMessage(
            WhatsAppConfigRepository configs,
            Providers providers,
            SendJournal journal,
            SendPolicy policy,
            Clock clock) {
        this.configs = configs;
        this.providers = providers;
        this.journal = journal;
        this.policy = policy;
        this.clock = clock;
    }

    /** Sends, and tells what to store. The journal's mark, made as the request leaves, stays until the report is stored. */
    public Report attempt(ClaimedSend send) {
        var departure = new JournaledDeparture(journal, send.id());
        try {
            return attempt(send, departure);
        } catch (RuntimeException e) {
            log.error("message {} of conversation {} failed", send.id(), send.conversation(), Fault.withoutMessages(e));
            var outcome = departure.hasBegun()
                    ? new SendOutcome.Unknown(
                            "failed after it may have left: " + e.getClass().getSimpleName())
                    : new SendOutcome.RetryLater(
                            Optional.empty(), "failed:" + e.getClass().getSimpleName());
            return policy.after(send, outcome);
        }
    }

    private Report attempt(ClaimedSend send, JournaledDeparture departure) {
        var config = configs.byId(send.config());
        var obstacle = obstacle(send, config);
        if (obstacle.isPresent() || config.isEmpty()) {
            return new Report.Failed(send, obstacle.orElseThrow());
        }
        var outcome = providers.messagingFor(config.get()).send(outbound(send, config.get()), departure);
        if (outcome instanceof SendOutcome.Accepted) {
            log.debug("message {} accepted at attempt {}", send.id(), send.attempt());
        } else {
            log.warn(
                    "message {} of conversation {}, attempt {}: {}",
                    send.id(),
                    send.conversation(),
                    send.attempt(),
                    outcome);
        }
        return policy.after(send, outcome);
    }

    /** Why the message must not be sent, if so: found before any call. */
    private Optional<Failure> obstacle(ClaimedSend send, Optional<WhatsAppConfig> config) {
        if (config.isEmpty()) {
            return Optional.of(new Failure(FailureReason.CONFIG, "config_missing", "its business number is gone"));
        }
        if (!config.get().active()) {
            return Optional.of(
                    new Failure(FailureReason.CONFIG, "config_inactive", "its business number is switched off"));
        }
        var needsWindow = !(send.content() instanceof TemplateMessage);
        if (needsWindow && !send.window().map(this::isOpen).orElse(false)) {
            return Optional.of(new Failure(
                    FailureReason.WINDOW_CLOSED,
                    "window_closed",
                    "24 hours have passed since the customer's last message: only a template may be sent"));
        }
        return Optional.empty();
    }

    private boolean isOpen(CustomerServiceWindow window) {
        return window.isOpen(clock.instant());
    }

    private static OutboundMessage outbound(ClaimedSend send, WhatsAppConfig config) {
        return new OutboundMessage(
                send.id(),
                config.lineId(),
                config.apiToken(),
                send.recipient(),
                send.content(),
                send.quoted(),
                send.providerConversation());
    }
}
