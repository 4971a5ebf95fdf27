package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: tells what changes in a company, on whatever node, to those who watch it right now. Only which rows changed is told,
 * never what they say, and only after the commit. Nothing is kept for later: what could not be told is told as lost.
 *
 * <p>Thread-safe.
 */
public interface LiveChanges {

    /**
     * Begins to tell what changes. What this node changes is told from the return on. What others change is told once they know of it,
     * within two seconds or so, and then {@link Watcher#lost} is called.
     */
    Watch watch(CompanyId company, Watcher watcher);

    /** Tells of changes that are committed. Never blocks, never throws, and costs next to nothing while nobody watches. */
    void publish(Collection<Change> changes);

    /** Wants to know. Called by several threads, at times at once; must return quickly. */
    interface Watcher {

        /** These rows of the company changed, in the order of the commits of each node; the same one may come twice. */
        void changed(List<Change> changes);

        /** Something may have changed besides, and nobody knows what. */
        void lost();
    }

    /** Goes on until it is closed. */
    interface Watch extends AutoCloseable {

        /** Ends it; a call that is under way may still come. */
        @Override
        void close();
    }

    /**
     * A row that changed.
     *
     * @param message empty when it is the conversation's own row
     */
    record Change(CompanyId company, Kind kind, ConversationId conversation, Optional<MessageId> message) {

        /** The conversation itself. */
        public static Change of(CompanyId company, ConversationId conversation) {
            return new Change(company, Kind.CONVERSATION, conversation, Optional.empty());
        }

        /** A message of it. */
        public static Change of(CompanyId company, Kind kind, ConversationId conversation, MessageId message) {
            return new Change(company, kind, conversation, Optional.of(message));
        }
    }

    /** What changed. */
    enum Kind {
        /** A message is new. */
        MESSAGE,
        /** A message of ours moved. */
        STATUS,
        /** A conversation is new or was edited, or somebody else answers it. */
        CONVERSATION
    }
}
