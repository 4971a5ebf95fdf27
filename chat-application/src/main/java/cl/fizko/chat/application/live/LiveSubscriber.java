package cl.fizko.chat.application.live;

import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.message.Message;

/** Somebody who watches a company. Called by one thread at a time; must return quickly and never throw. */
public interface LiveSubscriber {

    /** A message is new. */
    void message(Message message);

    /** A message of the company's moved, e.g. it was delivered. */
    void status(Message message);

    /** A conversation is new or was edited, or somebody else answers it. */
    void conversation(ConversationSummary conversation);

    /** Something may have changed that was not told. */
    void lost();
}
