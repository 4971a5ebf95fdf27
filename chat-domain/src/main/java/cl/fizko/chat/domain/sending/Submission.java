package cl.fizko.chat.domain.sending;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.Urgency;
import cl.fizko.chat.domain.reminder.F29Reminder;
import java.util.Optional;

/**
 * A request to send a message. What lies outside the company is as if it did not exist.
 *
 * @param key under which the request can be repeated; empty: repeating it sends another message
 * @param reminder what the message reminds of; a person is reminded of a period once, whatever the key, and never who wants no
 *     messages of the company's own accord
 */
public record Submission(CompanyId company, Destination to, Optional<RequestKey> key, Optional<F29Reminder> reminder) {

    /** A message that reminds of nothing. */
    public Submission(CompanyId company, Destination to, Optional<RequestKey> key) {
        this(company, to, key, Optional.empty());
    }

    /** What is said in a conversation answers somebody; what goes to a person may be one of thousands. */
    public Urgency urgency() {
        return to instanceof Destination.InConversation ? Urgency.REPLY : Urgency.BULK;
    }
}
