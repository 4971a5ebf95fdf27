package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.sending.Submission;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Outbound port: takes in messages that a company wants to send, each with all that its acceptance rests on in one commit.
 *
 * <p>Thread-safe.
 */
public interface Submissions {

    /**
     * Queues one message, due at once, or changes nothing at all.
     *
     * <p>A request under a key that was used before is answered as it was then, and nothing else is looked at: neither does it
     * matter what has changed since. Two that come at the same time take turns. Else the conversation is found, made if need be, and
     * locked; then the judge decides, looking at a state that stays until the commit. For a reminder the contact is locked before;
     * that it was sent is stored in the same commit, and who was reminded of the period before is not asked about. A reminder that
     * never left, because the day was over, may be queued anew.
     *
     * @param id of the message, if it is queued
     * @param judge what to queue, or why not; may be asked again when another transaction was in the way, so it changes nothing.
     *     What it throws is thrown, and nothing is stored
     * @throws StoreBusyException if the store cannot do it now; what was tried under a key can be tried again under the same key
     */
    <R> Outcome<R> submit(
            MessageId id, Submission submission, BiFunction<Conversation, WhatsAppConfig, Ruling<R>> judge);

    /**
     * Forgets keys.
     *
     * @param after how long they have been kept at least
     * @return how many, at most {@code limit}
     */
    int forgetKeys(Duration after, int limit);

    /** What a judge decides. */
    sealed interface Ruling<R> {
        record Queue<R>(MessageContent content) implements Ruling<R> {}

        record Refuse<R>(R why) implements Ruling<R> {}
    }

    /** What came of a request. */
    sealed interface Outcome<R> {

        /** The message waits to be sent by that business number. */
        record Queued<R>(MessageId id, ConversationId conversation, WhatsAppConfigId config) implements Outcome<R> {}

        /** It was queued before, under the same key or as the same reminder. */
        record Repeated<R>(MessageId id) implements Outcome<R> {}

        /** Something else was asked for under this key. */
        record KeyReused<R>() implements Outcome<R> {}

        /** The judge refused. */
        record Refused<R>(R why) implements Outcome<R> {}

        /** The company has no such conversation, or no such contact. */
        record UnknownConversation<R>() implements Outcome<R> {}

        /** The company has no such business number. */
        record UnknownConfig<R>() implements Outcome<R> {}

        /** Nothing tells which of the company's business numbers is to send, or it has none. */
        record UndecidedConfig<R>() implements Outcome<R> {}
    }
}
