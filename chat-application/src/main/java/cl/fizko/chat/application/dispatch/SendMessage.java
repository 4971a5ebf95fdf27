package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.LogContext;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.CustomerServiceWindow;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.Outbox.Report;
import cl.fizko.chat.domain.port.ProviderTemplateRepository;
import cl.fizko.chat.domain.port.SendJournal;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt to send one claimed message, if it may be sent at all and its line works. Thread-safe. */
public final class SendMessage {

    private static final Logger log = LoggerFactory.getLogger(SendMessage.class);

    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final TemplateGate templates;
    private final SendJournal journal;
    private final LineBreakers lines;
    private final SendPolicy policy;
    private final ShownAsRead shownAsRead;
    private final SendRule rule;
    private final Clock clock;

    public SendMessage(
            WhatsAppConfigRepository configs,
            Providers providers,
            ProviderTemplateRepository templates,
            SendJournal journal,
            LineBreakers lines,
            SendPolicy policy,
            ReadReceipts receipts,
            Clock clock) {
        this(configs, providers, templates, journal, lines, policy, receipts, SendRule.ANY, clock);
    }

    public SendMessage(
            WhatsAppConfigRepository configs,
            Providers providers,
            ProviderTemplateRepository templates,
            SendJournal journal,
            LineBreakers lines,
            SendPolicy policy,
            ReadReceipts receipts,
            SendRule rule,
            Clock clock) {
        this.configs = configs;
        this.providers = providers;
        this.templates = new TemplateGate(templates);
        this.journal = journal;
        this.lines = lines;
        this.policy = policy;
        this.shownAsRead = new ShownAsRead(receipts);
        this.rule = rule;
        this.clock = clock;
    }

    /** Sends, and tells what to store. The journal's mark, made as the request leaves, stays until the report is stored. */
    public Report attempt(ClaimedSend send) {
        try {
            var config = configs.byId(send.config());
            var obstacle = obstacle(send, config);
            if (obstacle.isPresent() || config.isEmpty()) {
                return new Report.Failed(send, obstacle.orElseThrow());
            }
            return LogContext.of(config.get().companyId()).call(() -> attempt(send, config.get()));
        } catch (RuntimeException e) {
            return policy.after(send, failed(send, e, false));
        }
    }

    private Report attempt(ClaimedSend send, WhatsAppConfig config) {
        var provider = providers.messagingFor(config);
        var passage = lines.ask(config);
        if (passage instanceof Passage.Refused refused) {
            return policy.whileBlocked(send, refused.why(), refused.again());
        }
        var call = (Passage.Granted) passage;
        if (!call.isProbe()) {
            shownAsRead.before(send, config, provider);
        }
        var outcome = outcome(send, config, provider);
        lines.ended(config, call, outcome);
        log(send, outcome);
        return policy.after(send, outcome);
    }

    private SendOutcome outcome(ClaimedSend send, WhatsAppConfig config, MessagingProvider provider) {
        var departure = new JournaledDeparture(journal, send.id());
        try {
            return provider.send(outbound(send, config), departure);
        } catch (RuntimeException e) {
            return failed(send, e, departure.hasBegun());
        }
    }

    private static SendOutcome failed(ClaimedSend send, RuntimeException e, boolean mayHaveLeft) {
        log.error("message {} of conversation {} failed", send.id(), send.conversation(), Fault.withoutMessages(e));
        var name = e.getClass().getSimpleName();
        return mayHaveLeft
                ? new SendOutcome.Unknown("failed after it may have left: " + name)
                : new SendOutcome.RetryLater(Optional.empty(), LineSign.OURS + name);
    }

    /** What is held, by our own limits or by its line, is no event of the message: that line's breaker has raised the alarm. */
    private static void log(ClaimedSend send, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted
                || outcome instanceof SendOutcome.Held
                || outcome instanceof SendOutcome.LineBlocked) {
            log.debug("message {}, attempt {}: {}", send.id(), send.attempt(), outcome);
        } else {
            log.warn(
                    "message {} of conversation {}, attempt {}: {}",
                    send.id(),
                    send.conversation(),
                    send.attempt(),
                    outcome);
        }
    }

    /** Why the message must not be sent, if so: found before any call. */
    private Optional<Failure> obstacle(ClaimedSend send, Optional<WhatsAppConfig> config) {
        if (config.isEmpty()) {
            return failure(FailureReason.CONFIG, "config_missing", "its business number is gone");
        }
        if (!config.get().active()) {
            return failure(FailureReason.CONFIG, "config_inactive", "its business number is switched off");
        }
        if (send.byAgent() && send.owner() == ConversationOwner.HUMAN) {
            return failure(
                    FailureReason.TAKEN_OVER, "taken_over", "a person took the conversation over before it had left");
        }
        if (!send.byAgent() && isForbidden(send)) {
            return failure(
                    FailureReason.RECIPIENT, "opted_out", "the customer wants no messages of the company's own accord");
        }
        if (send.content() instanceof TemplateMessage template) {
            return rule.obstacle(send, template).or(() -> templates.obstacle(config.get(), template));
        }
        return send.window().map(this::isOpen).orElse(false)
                ? Optional.empty()
                : failure(
                        FailureReason.WINDOW_CLOSED,
                        "window_closed",
                        "24 hours have passed since the customer's last message: only a template may be sent");
    }

    private boolean isForbidden(ClaimedSend send) {
        return send.optOut()
                .map(wish -> wish.forbids(send.window(), clock.instant()))
                .orElse(false);
    }

    private boolean isOpen(CustomerServiceWindow window) {
        return window.isOpen(clock.instant());
    }

    private static Optional<Failure> failure(FailureReason reason, String code, String detail) {
        return Optional.of(new Failure(reason, code, detail));
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
