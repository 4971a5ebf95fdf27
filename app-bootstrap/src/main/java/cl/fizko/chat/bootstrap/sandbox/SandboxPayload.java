package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.webhook.InboundEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The body of one delivery; {@link SandboxWebhookCodec} says what it looks like. */
record SandboxPayload(JsonNode body) {

    private static final int LONGEST_EVENT_NAME = 64;
    private static final Set<DeliveryStatus> REPORTED =
            EnumSet.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ, DeliveryStatus.FAILED);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .reader();

    /**
     * Reads the bytes.
     *
     * @throws NotUnderstood if they are not one JSON object in UTF-8
     */
    static SandboxPayload of(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var tree = READER.readTree(text.toString());
            if (!tree.isObject()) {
                throw new NotUnderstood("body: not a JSON object");
            }
            return new SandboxPayload(tree);
        } catch (CharacterCodingException e) {
            throw new NotUnderstood("body: not UTF-8");
        } catch (JsonProcessingException | IllegalStateException e) {
            throw new NotUnderstood("body: not JSON"); // its message quotes the body
        }
    }

    /** What the delivery calls itself. */
    Optional<String> eventName() {
        var node = body.path("event");
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_EVENT_NAME)
                .filter(name -> PlainText.problem(name).isEmpty());
    }

    /**
     * What the delivery says.
     *
     * @throws NotUnderstood naming the field that is wrong
     */
    InboundEvent event() {
        return switch (required("event")) {
            case SandboxWebhookCodec.MESSAGE -> message();
            case SandboxWebhookCodec.STATUS -> status();
            default -> throw new NotUnderstood("event: neither message.received nor status");
        };
    }

    private InboundEvent message() {
        return new InboundEvent.MessageReceived(
                read("phone_number_id", LineId::new),
                read("id", ExternalId::new),
                ContactAddress.of(
                        read("from", text -> PhoneNumber.parse(text).orElseThrow(IllegalArgumentException::new))),
                text("name"),
                new MessageContent.Text(required("text")),
                read("sent_at", SandboxPayload::instant),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private InboundEvent status() {
        var status = read("status", SandboxPayload::reported);
        return new InboundEvent.StatusChanged(
                read("phone_number_id", LineId::new),
                read("id", ExternalId::new),
                text("correlation")
                        .map(text -> understood("correlation", text, id -> new MessageId(UUID.fromString(id)))),
                status,
                read("at", SandboxPayload::instant),
                status == DeliveryStatus.FAILED ? Optional.of(failure()) : Optional.empty());
    }

    private Failure failure() {
        var reason = text("reason").map(text -> understood("reason", text, FailureReason::of));
        return new Failure(reason.orElse(FailureReason.OTHER), "sandbox:failed", "the sandbox was told to fail it");
    }

    private <T> T read(String field, Function<String, T> reader) {
        return understood(field, required(field), reader);
    }

    private static <T> T understood(String field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (RuntimeException e) {
            throw new NotUnderstood(field + ": not understood"); // the cause may quote a phone number
        }
    }

    private String required(String field) {
        return text(field).orElseThrow(() -> new NotUnderstood(field + ": missing"));
    }

    private Optional<String> text(String field) {
        var node = body.path(field);
        if (node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isBlank())) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new NotUnderstood(field + ": not text");
        }
        PlainText.problem(node.textValue()).ifPresent(problem -> {
            throw new NotUnderstood(field + ": " + problem);
        });
        return Optional.of(node.textValue());
    }

    private static DeliveryStatus reported(String text) {
        var status = DeliveryStatus.of(text);
        if (!REPORTED.contains(status)) {
            throw new IllegalArgumentException("never reported");
        }
        return status;
    }

    private static Instant instant(String text) {
        var instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("out of range");
        }
        return instant;
    }

    @Override
    public String toString() {
        return "SandboxPayload[***]";
    }
}
