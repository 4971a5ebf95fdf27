package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outbound port: reads stored messages. Thread-safe. */
public interface MessageRepository {

    /** The message that the provider knows under that id on that number. */
    Optional<Message> byExternalId(WhatsAppConfigId config, ExternalId id);

    /** Which of these the provider's ids are known on that number; for each the status, empty for what customers wrote. */
    Map<ExternalId, Optional<DeliveryStatus>> known(WhatsAppConfigId config, Collection<ExternalId> ids);

    /** The auto-reply to an incoming message, its parts in order; empty while there is none. */
    List<Message> repliesTo(MessageId incoming);

    /** Why an incoming message gets no reply; empty while it is not decided, or when it gets one. */
    Optional<String> silenceAbout(MessageId incoming);
}
