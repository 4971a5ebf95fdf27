package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.OutboundMessage;
import java.util.Optional;
import java.util.UUID;

/** Outgoing messages for tests. */
final class Outbound {

    static final MessageId ID = new MessageId(UUID.fromString("01980000-0000-7000-8000-000000000001"));
    static final String TOKEN = "clave-de-la-linea";
    static final ContactAddress ROSA = ContactAddress.of(new PhoneNumber("+56955500101"));
    static final ContactAddress HIDDEN =
            new ContactAddress(Optional.empty(), Optional.of(new BusinessScopedUserId("CL.5550112233445566")));

    /** A departure that nobody waits for. */
    static final Departure UNNOTICED = () -> {};

    private Outbound() {}

    static OutboundMessage text(String body) {
        return to(ROSA, body, Optional.empty(), Optional.empty());
    }

    static OutboundMessage to(
            ContactAddress recipient, String body, Optional<ExternalId> quoted, Optional<String> conversation) {
        return of(recipient, new MessageContent.Text(body), quoted, conversation);
    }

    static OutboundMessage of(MessageContent content) {
        return of(ROSA, content, Optional.empty(), Optional.empty());
    }

    static OutboundMessage of(
            ContactAddress recipient,
            MessageContent content,
            Optional<ExternalId> quoted,
            Optional<String> conversation) {
        return new OutboundMessage(
                ID,
                new LineId("109900000000001"),
                Optional.of(new Secret(TOKEN)),
                recipient,
                content,
                quoted,
                conversation);
    }

    static OutboundMessage withToken(Optional<Secret> token) {
        return new OutboundMessage(
                ID,
                new LineId("109900000000001"),
                token,
                ROSA,
                new MessageContent.Text("Hola"),
                Optional.empty(),
                Optional.empty());
    }

    static OutboundMessage onLine(String line) {
        return new OutboundMessage(
                ID,
                new LineId(line),
                Optional.of(new Secret(TOKEN)),
                ROSA,
                new MessageContent.Text("Hola"),
                Optional.empty(),
                Optional.empty());
    }
}
