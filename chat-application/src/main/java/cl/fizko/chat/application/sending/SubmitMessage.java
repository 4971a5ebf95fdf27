package cl.fizko.chat.application.sending;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.worker.Bell;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.OptOut;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.port.Submissions;
import cl.fizko.chat.domain.port.Submissions.Outcome;
import cl.fizko.chat.domain.port.Submissions.Ruling;
import cl.fizko.chat.domain.sending.Submission;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What every message that is to be sent goes through, whatever it says: the business number works, the customer may be written to,
 * and the dispatcher learns of it. Thread-safe.
 */
public final class SubmitMessage {

    private final Submissions submissions;
    private final WakeQueue awaitingDispatch;
    private final Bell awaitingBulk;
    private final TimeOrderedIds ids;
    private final Clock clock;

    @Inject
    public SubmitMessage(
            Submissions submissions,
            @Named("dispatch") WakeQueue awaitingDispatch,
            @Named("bulk") Bell awaitingBulk,
            TimeOrderedIds ids,
            Clock clock) {
        this.submissions = submissions;
        this.awaitingBulk = awaitingBulk;
        this.awaitingDispatch = awaitingDispatch;
        this.ids = ids;
        this.clock = clock;
    }

    /** Decides about a message to a conversation that may be written to, and is locked meanwhile. It changes nothing. */
    interface Rule {
        Ruling<Submitted> decide(Conversation conversation, WhatsAppConfig config, Instant now);
    }

    static Ruling<Submitted> queue(MessageContent content) {
        return new Ruling.Queue<>(content);
    }

    static Ruling<Submitted> refuse(Submitted why) {
        return new Ruling.Refuse<>(why);
    }

    /**
     * Submits a message.
     *
     * @throws InvalidFieldsException if the business number that is to send is unknown or cannot be told
     */
    Submitted submit(Submission submission, Rule rule) {
        var outcome = submissions.submit(
                new MessageId(ids.next()),
                submission,
                (conversation, config) -> decide(submission, conversation, config, rule));
        if (outcome instanceof Outcome.Queued<Submitted> queued) {
            if (submission.urgency() == Urgency.REPLY) {
                awaitingDispatch.offer(List.of(queued.conversation()), conversation -> queued.config());
            } else {
                awaitingBulk.ring();
            }
            return new Submitted.Queued(queued.id(), false);
        }
        return answer(outcome);
    }

    private Ruling<Submitted> decide(
            Submission submission, Conversation conversation, WhatsAppConfig config, Rule rule) {
        if (!config.active()) {
            return refuse(new Submitted.ConfigInactive());
        }
        var now = clock.instant();
        var wish = conversation.contact().optedOutAt().map(OptOut::new);
        // A reminder is never an answer, so it does not matter that the customer has written since.
        var isForbidden = wish.isPresent()
                && (submission.reminder().isPresent() || wish.get().forbids(conversation.window(), now));
        return isForbidden ? refuse(new Submitted.OptedOut()) : rule.decide(conversation, config, now);
    }

    private static Submitted answer(Outcome<Submitted> outcome) {
        if (outcome instanceof Outcome.Repeated<Submitted> repeated) {
            return new Submitted.Queued(repeated.id(), true);
        }
        if (outcome instanceof Outcome.Refused<Submitted> refused) {
            return refused.why();
        }
        if (outcome instanceof Outcome.KeyReused<Submitted>) {
            return new Submitted.KeyReused();
        }
        if (outcome instanceof Outcome.UnknownConversation<Submitted>) {
            return new Submitted.UnknownConversation();
        }
        throw new InvalidFieldsException(
                "whatsapp_config",
                outcome instanceof Outcome.UnknownConfig<Submitted>
                        ? "is not known"
                        : "is required unless the company has one active number");
    }
}
