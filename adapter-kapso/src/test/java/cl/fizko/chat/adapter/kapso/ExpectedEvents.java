package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.TemplateJudged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What each fixture says, written out in full, field by field. */
final class ExpectedEvents {

    private static final LineId LINE = new LineId("109900000000001");
    private static final String CONVERSATION = "5d0c1e52-83aa-4f0e-9b7d-2c6a4f1e0101";
    private static final PhoneNumber ROSA = new PhoneNumber("+56955500101");
    private static final PhoneNumber JUAN = new PhoneNumber("+56955500102");
    private static final ExternalId TEMPLATE =
            new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgARGBJDNTY1M0IwNDIyNDUyQkY5MDUA");

    private ExpectedEvents() {}

    static Stream<Arguments> ofFixtures() {
        return Stream.of(
                fixture(
                        "v2-received-text",
                        received(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBIyMzY0OEQ5OUU4RTIwRkNCOTIA",
                                1777905845,
                                new MessageContent.Text("Hola, buenas tardes. ¿Cómo agendo una hora para mañana? 😊"))),
                fixture(
                        "v2-received-image",
                        received(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI4NTJGRUJFNEM1NTM4Qzk4RkEA",
                                1777905905,
                                media(
                                        MediaKind.IMAGE,
                                        file(
                                                "1184455500010104",
                                                "https://app.kapso.ai/rails/active_storage/blobs/redirect/eyJfcmFpbHMiOiJmYWtlIn0=--0101/foto.jpg",
                                                "image/jpeg",
                                                "q0n5kP0m3o7cUe2d9r1yq7w8o1zXb4cVvNfH0aYtR2E=",
                                                "foto.jpg"),
                                        "Foto de la boleta",
                                        null))),
                fixture(
                        "v2-received-audio-transcript",
                        received(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCNTdFREExNjE0RjQ2NDQ2ODAA",
                                1777905915,
                                media(
                                        MediaKind.AUDIO,
                                        file(
                                                "1184455500010105",
                                                "https://api.kapso.ai/media/fake-0101/nota.ogg",
                                                "audio/ogg; codecs=opus",
                                                "b1JtT0Zha2VTaGEyNTZWYWx1ZTAwMDAwMDAwMDAwMDA=",
                                                "nota.ogg"),
                                        null,
                                        "Quiero saber cuánto debo este mes"))),
                fixture(
                        "v2-received-document",
                        received(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI4MEE4MzlGMzZFQzg1QUM1RkUA",
                                1777905925,
                                media(
                                        MediaKind.DOCUMENT,
                                        file(
                                                "1184455500010106",
                                                "https://api.kapso.ai/media/fake-0101/doc.pdf",
                                                "application/pdf",
                                                "ZG9jRmFrZVNoYTI1NlZhbHVlMDAwMDAwMDAwMDAwMDA=",
                                                "Liquidación mayo (1).pdf"),
                                        null,
                                        null))),
                fixture(
                        "v2-received-button-reply",
                        message(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCRjE2NEMxM0Y0NThFODM3RTgA",
                                ContactAddress.of(ROSA),
                                "Rosa Prueba",
                                new MessageContent.Choice("hora:si", "Sí, confirmo"),
                                1777905935,
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgARGBIwRjEyMDc1NzI5NzIyODkwRTIA",
                                CONVERSATION)),
                fixture(
                        "v2-received-reaction",
                        received(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCMUJBRjk2MjRCRTgxRkMwRjEA",
                                1777905975,
                                new MessageContent.Reaction(
                                        new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgARGBIwRjEyMDc1NzI5NzIyODkwRTIA"),
                                        Optional.of("👍")))),
                fixture("v2-sent-template", status(TEMPLATE, DeliveryStatus.SENT, 1777906045)),
                fixture(
                        "v2-delivered",
                        status(TEMPLATE, DeliveryStatus.SENT, 1777906045),
                        status(TEMPLATE, DeliveryStatus.DELIVERED, 1777906048)),
                fixture(
                        "v2-read",
                        status(TEMPLATE, DeliveryStatus.SENT, 1777906045),
                        status(TEMPLATE, DeliveryStatus.DELIVERED, 1777906048),
                        status(TEMPLATE, DeliveryStatus.READ, 1777906085)),
                fixture(
                        "v2-failed-131026",
                        status(
                                new ExternalId("wamid.HBgLNTY5NTU1MDAxMDIVAgARGBJCN0FFMDBFMkJGQ0Q0MTJCRUUA"),
                                DeliveryStatus.SENT,
                                1777906145),
                        failed(
                                "wamid.HBgLNTY5NTU1MDAxMDIVAgARGBJCN0FFMDBFMkJGQ0Q0MTJCRUUA",
                                Instant.ofEpochSecond(1777906148),
                                new Failure(
                                        FailureReason.RECIPIENT,
                                        "meta:131026",
                                        "the recipient cannot be reached on WhatsApp: Message undeliverable"))),
                fixture(
                        "v2-sent-business-app-echo",
                        new HumanReplied(
                                LINE,
                                new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgARGBIzRjc2NkM1OTM5Qjk5MEUyNjkA"),
                                ContactAddress.of(ROSA),
                                Optional.of("Rosa Prueba"),
                                new MessageContent.Text("Hola Rosa, soy Paula de la oficina. La llamo en 5 minutos."),
                                Instant.ofEpochSecond(1777906205),
                                Optional.empty(),
                                Optional.of(CONVERSATION),
                                true)),
                fixture(
                        "v2-conversation-created",
                        new Ignored("an event of the conversation, which is tracked here by itself")),
                fixture(
                        "v2-conversation-inactive",
                        new Ignored("an event of the conversation, which is tracked here by itself")),
                fixture(
                        "v2-received-batch",
                        batched("wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJDQTVDQzA4NzU4M0YwNEY5MkIA", 1777906245, "Hola"),
                        batched(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJCMzFCODUyRTEwRDRBRTZFMkMA",
                                1777906247,
                                "una consulta"),
                        batched(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJFRENGQzlEQzI2MTUwMThDNUMA",
                                1777906249,
                                "¿atienden el sábado?")),
                fixture("v2-test", new Ignored("a test of the webhook")),
                fixture(
                        "v1-received-text",
                        receivedV1(
                                "0b5f6a5e-0000-4000-8000-000000000051",
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI3QkU3MDAwOUIwNDFFODIxRkQA",
                                1777906445,
                                new MessageContent.Text("Hola, quiero saber mi saldo"))),
                fixture(
                        "v1-received-image",
                        receivedV1(
                                "0b5f6a5e-0000-4000-8000-000000000052",
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBI2QkU3QkU2RjhBOTlCRDg5REIA",
                                1777906455,
                                media(
                                        MediaKind.IMAGE,
                                        file(
                                                "1184455500010152",
                                                "https://app.kapso.ai/rails/active_storage/blobs/redirect/fake-0102/boleta.jpg",
                                                "image/jpeg",
                                                null,
                                                "boleta.jpg"),
                                        "Foto de la boleta",
                                        null))),
                fixture(
                        "v1-failed",
                        failed(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgARGBJEQUU5OTYzRUU5RTJEQ0VGMTgA",
                                Instant.parse("2026-05-04T14:54:35Z"),
                                new Failure(
                                        FailureReason.OTHER,
                                        "kapso:failed",
                                        "no reason given: Message undeliverable"))),
                fixture(
                        "meta-messages-two-users",
                        message(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJEOUI3QTE4Njk5N0NDNUFDM0EA",
                                ContactAddress.of(ROSA),
                                "Rosa Prueba",
                                new MessageContent.Text("Buenos días"),
                                1777906545,
                                null,
                                null),
                        message(
                                "wamid.HBgLNTY5NTU1MDAxMDIVAgASGBI3QzVCOTY0MTFBNzBFRDMxMUIA",
                                ContactAddress.of(JUAN),
                                "Juan Ejemplo",
                                media(
                                        MediaKind.IMAGE,
                                        file("1184455500010262", null, "image/jpeg", "bWV0YUZha2VTaGEyNTY=", null),
                                        "Mi carnet",
                                        null),
                                1777906546,
                                null,
                                null)),
                fixture(
                        "meta-statuses-out-of-order",
                        status(TEMPLATE, DeliveryStatus.READ, 1777906085),
                        status(TEMPLATE, DeliveryStatus.SENT, 1777906045),
                        status(TEMPLATE, DeliveryStatus.DELIVERED, 1777906048)),
                fixture(
                        "meta-template-status-update",
                        new TemplateJudged(
                                "209900000000001",
                                "aviso_vencimiento",
                                "es_CL",
                                TemplateStatus.PAUSED,
                                Optional.of("FIRST_PAUSE"),
                                Fixtures.NOW)),
                fixture("bad-missing-ids", new Undecodable("message.id: missing")),
                fixture("bad-unknown-event", new Ignored("an event that is not used")),
                fixture(
                        "bad-unsupported-type",
                        received(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBJEM0NEMUYyNkZBRUU5MjIzOUIA",
                                1777906665,
                                new MessageContent.Unsupported("poll_creation"))),
                fixture(
                        "v2-received-bsuid-null-phone",
                        message(
                                "wamid.HBgLNTY5NTU1MDAxMDEVAgASGBIxODY4QjVGMTU5MUU4N0Y2NjEA",
                                new ContactAddress(
                                        Optional.empty(), Optional.of(new BusinessScopedUserId("CL.5550112233445566"))),
                                "Rosa Prueba",
                                new MessageContent.Text("Hola, escribo con nombre de usuario"),
                                1777906705,
                                null,
                                "5d0c1e52-83aa-4f0e-9b7d-2c6a4f1e0175")));
    }

    private static Arguments fixture(String name, InboundEvent... events) {
        return Arguments.of(name, List.of(events));
    }

    private static MessageReceived received(String id, long at, MessageContent content) {
        return message(id, ContactAddress.of(ROSA), "Rosa Prueba", content, at, null, CONVERSATION);
    }

    private static MessageReceived receivedV1(String uuid, String id, long at, MessageContent content) {
        var message = received(id, at, content);
        return new MessageReceived(
                message.line(),
                message.id(),
                message.sender(),
                message.senderName(),
                content,
                message.sentAt(),
                message.quoted(),
                message.providerConversation(),
                Optional.of(uuid),
                true);
    }

    private static MessageReceived batched(String id, long at, String text) {
        return message(id, ContactAddress.of(ROSA), null, new MessageContent.Text(text), at, null, CONVERSATION);
    }

    private static MessageReceived message(
            String id,
            ContactAddress sender,
            String name,
            MessageContent content,
            long at,
            String quoted,
            String conversation) {
        return new MessageReceived(
                LINE,
                new ExternalId(id),
                sender,
                Optional.ofNullable(name),
                content,
                Instant.ofEpochSecond(at),
                Optional.ofNullable(quoted).map(ExternalId::new),
                Optional.ofNullable(conversation),
                Optional.empty(),
                true);
    }

    private static MessageContent.Media media(MediaKind kind, MediaReference file, String caption, String transcript) {
        return new MessageContent.Media(kind, file, Optional.ofNullable(caption), Optional.ofNullable(transcript));
    }

    private static MediaReference file(String id, String url, String mime, String sha256, String name) {
        return new MediaReference(
                Optional.of(id),
                Optional.ofNullable(url),
                Optional.of(mime),
                Optional.ofNullable(sha256),
                Optional.ofNullable(name));
    }

    /** The fixtures' opaque ids are not ours, so nothing correlates. */
    private static StatusChanged status(ExternalId id, DeliveryStatus status, long at) {
        return new StatusChanged(LINE, id, Optional.empty(), status, Instant.ofEpochSecond(at), Optional.empty());
    }

    private static StatusChanged failed(String id, Instant at, Failure failure) {
        return new StatusChanged(
                LINE, new ExternalId(id), Optional.empty(), DeliveryStatus.FAILED, at, Optional.of(failure));
    }
}
