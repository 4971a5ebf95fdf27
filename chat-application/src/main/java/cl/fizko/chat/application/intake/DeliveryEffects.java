package cl.fizko.chat.application.intake;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.port.Inbox.Effect;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.TemplateJudged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What follows from the events of one delivery, and why some of them have no effect. Belongs to one call and its thread. */
public final class DeliveryEffects {

    private static final int LONGEST_REASON = 1000;

    private final WhatsAppConfigRepository configs;
    private final ProviderId provider;
    private final Predicate<WhatsAppConfig> signed;
    private final Predicate<MessageReceived> answered;
    private final List<Effect> effects = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    /**
     * Of a delivery of that provider.
     *
     * @param signed whether its signature counts for that number
     * @param answered whether agents are to look at such a message
     */
    public DeliveryEffects(
            WhatsAppConfigRepository configs,
            ProviderId provider,
            Predicate<WhatsAppConfig> signed,
            Predicate<MessageReceived> answered) {
        this.configs = configs;
        this.provider = provider;
        this.signed = signed;
        this.answered = answered;
    }

    /** Adds what follows from the next event. */
    public void add(InboundEvent event) {
        if (event instanceof MessageReceived received) {
            line(received.line())
                    .ifPresent(config -> effects.add(new Effect.AddMessage(
                            config, received, answered.test(received) && config.answersByItself())));
        } else if (event instanceof HumanReplied replied) {
            line(replied.line()).ifPresent(config -> effects.add(new Effect.AddHumanReply(config, replied)));
        } else if (event instanceof StatusChanged changed) {
            line(changed.line()).ifPresent(config -> effects.add(new Effect.MoveStatus(config, changed)));
        } else if (event instanceof TemplateJudged judged) {
            account(judged.accountId()).ifPresent(config -> effects.add(new Effect.JudgeTemplate(config, judged)));
        } else if (event instanceof Undecodable undecodable) {
            reasons.add(undecodable.reason());
        }
    }

    /** The number that an element names, if it is ours and the signature counts for it; else the reason is noted. */
    private Optional<WhatsAppConfig> line(LineId line) {
        var config = configs.byLine(provider, line);
        if (config.isEmpty()) {
            reasons.add("phone_number_id " + line + " is not configured for " + provider);
            return config;
        }
        if (!signed.test(config.get())) {
            reasons.add("phone_number_id " + line + " has a webhook secret of its own, and another one signed");
            return Optional.empty();
        }
        return config;
    }

    /** One of the account's numbers that the signature counts for; else the reason is noted. */
    private Optional<WhatsAppConfig> account(String accountId) {
        var owned = configs.byAccount(provider, accountId);
        var config = owned.stream().filter(signed).findFirst();
        if (owned.isEmpty()) {
            reasons.add("business_account_id " + accountId + " is not configured for " + provider);
        } else if (config.isEmpty()) {
            reasons.add("the numbers of business_account_id " + accountId
                    + " have webhook secrets of their own, and another one signed");
        }
        return config;
    }

    /** In the order of the events. */
    public List<Effect> effects() {
        return List.copyOf(effects);
    }

    /** Empty when every event was understood and is ours. */
    public Optional<String> quarantineReason() {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        var all = String.join("; ", reasons);
        return Optional.of(all.length() <= LONGEST_REASON ? all : all.substring(0, LONGEST_REASON));
    }
}
