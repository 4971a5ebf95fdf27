package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import cl.fizko.chat.domain.port.ReadReceipt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows customers that what they wrote was read: a courtesy before the first attempt of an agent's reply. It is a call of its own,
 * so a reply that is held and comes back, perhaps many times, does not repeat it. Thread-safe.
 */
final class ShownAsRead {

    private static final Logger log = LoggerFactory.getLogger(ShownAsRead.class);

    /** More replies than are held at once; for one that is forgotten the customer is shown the same again. */
    static final int REMEMBERED = 10_000;

    private final ReadReceipts receipts;
    private final Set<MessageId> shown = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    ShownAsRead(ReadReceipts receipts) {
        this.receipts = receipts;
    }

    /** Whatever comes of it, the reply is sent. */
    void before(ClaimedSend reply, WhatsAppConfig config, MessagingProvider provider) {
        if (receipts == ReadReceipts.OFF
                || !reply.byAgent()
                || reply.attempt() > 1
                || reply.quoted().isEmpty()
                || !shown.add(reply.id())) {
            return;
        }
        try {
            provider.markRead(new ReadReceipt(
                            config.lineId(),
                            config.apiToken(),
                            reply.quoted().get(),
                            Optional.empty(),
                            receipts == ReadReceipts.TYPING))
                    .ifPresent(failure ->
                            log.debug("before message {} nothing was shown as read: {}", reply.id(), failure));
        } catch (RuntimeException e) {
            log.debug("before message {} nothing was shown as read: {}", reply.id(), Fault.summary(e));
        }
    }

    private static final class Recent extends LinkedHashMap<MessageId, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
