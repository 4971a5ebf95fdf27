package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes from a webhook to an agent and back must not show a customer in a log line, whole or as a part of something. */
class EventsPrintMaskedTest {

    private static final String MARKER = "marcador-privado-56955500101";
    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final LineId LINE = new LineId("1099");

    /** With the number in Base64. */
    private static final ExternalId ID = new ExternalId("wamid.HBgLNTY5NTU1MDAxMDEVAgAR");

    static Stream<Object> values() {
        var customer = ContactAddress.of(new PhoneNumber("+56955500101"));
        var text = new MessageContent.Text(MARKER);
        var file = new MediaReference(
                Optional.of("77"), Optional.of(MARKER), Optional.empty(), Optional.empty(), Optional.of(MARKER));
        var received = new MessageReceived(
                LINE,
                ID,
                customer,
                Optional.of(MARKER),
                text,
                NOW,
                Optional.of(ID),
                Optional.empty(),
                Optional.empty(),
                true);
        var replied = new HumanReplied(
                LINE, ID, customer, Optional.of(MARKER), text, NOW, Optional.of(ID), Optional.empty(), true);
        var moved = new StatusChanged(LINE, ID, Optional.empty(), DeliveryStatus.READ, NOW, Optional.empty());
        var response =
                new AgentResponse(MARKER, new Confidence(0.5), new AgentName("f29"), List.of(), List.of(), Set.of());
        return Stream.of(
                received,
                replied,
                moved,
                new DecodedDelivery(new IdempotencyKey("k"), "x", List.of(received, replied, moved)),
                new Inbox.Effect.AddMessage(config(), received, true),
                new Inbox.Effect.AddHumanReply(config(), replied),
                new Inbox.Effect.MoveStatus(config(), moved),
                new MessageHistory.Entry.Written(received, new byte[0]),
                new MessageHistory.Entry.Sent(
                        ID,
                        Optional.empty(),
                        Optional.of(customer),
                        text,
                        Optional.of(ID),
                        DeliveryStatus.SENT,
                        NOW,
                        Optional.empty()),
                new MediaJobs.MediaJob(
                        new MediaStore.Key(new CompanyId(1), message()), config().id(), MediaKind.IMAGE, file, 1),
                new MediaSource.Request(LINE, Optional.empty(), file, 1),
                new AgentContext(NOW, config().profile(), Optional.of(MARKER), List.of()),
                new Answer(MARKER, List.of()),
                response,
                Decision.replied(NOW, response));
    }

    @ParameterizedTest
    @MethodSource("values")
    void toString_hidesTheCustomer(Object value) {
        assertThat(value.toString()).doesNotContain("marcador", "55500", "NTY5NTU1MDAxMDEV");
    }

    private static MessageId message() {
        return new MessageId(new UUID(0, 1));
    }

    private static WhatsAppConfig config() {
        return new WhatsAppConfig(
                new WhatsAppConfigId(new UUID(0, 2)),
                new CompanyId(1),
                new ProviderId("kapso"),
                LINE,
                Optional.empty(),
                new PhoneNumber("+56955500001"),
                true,
                true,
                Duration.ZERO,
                new CompanyProfile(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                List.of());
    }
}
