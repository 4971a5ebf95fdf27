package cl.fizko.chat.application.decision;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.DecisionRepository;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import cl.fizko.chat.domain.port.MessageRepository;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Use case: why a message got the reply it got, or none, and whether it would get the same again. */
public final class ExplainDecision {

    private static final Pattern OURS =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private static final int LONGEST_EXTERNAL = 512;

    private final DecisionRepository decisions;
    private final MessageRepository messages;
    private final WhatsAppConfigRepository configs;
    private final Redecide redecide;

    @Inject
    public ExplainDecision(
            DecisionRepository decisions,
            MessageRepository messages,
            WhatsAppConfigRepository configs,
            Redecide redecide) {
        this.decisions = decisions;
        this.messages = messages;
        this.configs = configs;
        this.redecide = redecide;
    }

    /**
     * The record of a decision.
     *
     * @param messageId of the customer's message or of a part of its reply: our id, or the provider's
     * @return empty when no such message is known, or it is not decided
     */
    public Optional<DecisionRecord> find(String messageId) {
        var id = messageId.strip();
        return ours(id).flatMap(decisions::find).or(() -> byProvidersId(id));
    }

    private static Optional<MessageId> ours(String id) {
        return OURS.matcher(id).matches() ? Optional.of(new MessageId(UUID.fromString(id))) : Optional.empty();
    }

    private Optional<DecisionRecord> byProvidersId(String id) {
        if (id.isEmpty() || id.length() > LONGEST_EXTERNAL) {
            return Optional.empty();
        }
        var external = new ExternalId(id);
        return configs.all().stream()
                .map(WhatsAppConfig::id)
                .flatMap(config -> messages.byExternalId(config, external).stream())
                .map(Message::id)
                .flatMap(message -> decisions.find(message).stream())
                .findFirst();
    }

    /** Decides the message once more and compares. Nothing is stored or sent. */
    public Repetition again(DecisionRecord record) {
        return configs.byId(record.config())
                .<Repetition>map(config -> redecide.decide(record, config)
                        .map(now -> Repetition.of(record.decision(), now))
                        .orElseGet(() -> new Repetition.NotRepeatable("no agent was asked")))
                .orElseGet(() -> new Repetition.NotRepeatable("its business number is gone"));
    }
}
