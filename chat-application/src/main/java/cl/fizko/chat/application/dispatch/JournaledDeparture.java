package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.SendJournal;

/** Notes in the journal that a message leaves. What cannot be noted must not leave: the provider's call fails before it. */
final class JournaledDeparture implements Departure {

    private final SendJournal journal;
    private final MessageId message;
    private boolean begun;

    JournaledDeparture(SendJournal journal, MessageId message) {
        this.journal = journal;
        this.message = message;
    }

    @Override
    public void begins() {
        CrashPoint.SEND_LEAVING.pass();
        journal.begin(message);
        CrashPoint.SEND_JOURNALED.pass();
        begun = true;
    }

    /** Whether the message may have left. */
    boolean hasBegun() {
        return begun;
    }
}
