package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.port.SimulatedMessage;
import cl.fizko.chat.domain.port.WebhookCodec;
import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.IdempotencyKey;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads Kapso's deliveries: payload v2 and v1, alone or in batches, and raw Meta bodies. Thread-safe, no I/O, never throws on
 * what it is given.
 *
 * <p>A single delivery's event stands only in its header; a batch is told by its header or by its body; without a version
 * header the payload's shape tells the version (Kapso, "Webhooks").
 */
final class KapsoWebhookCodec implements WebhookCodec {

    static final String EVENT_HEADER = "x-webhook-event";
    static final String KEY_HEADER = "x-idempotency-key";
    static final String VERSION_HEADER = "x-webhook-payload-version";
    static final String BATCH_HEADER = "x-webhook-batch";

    private static final String UNNAMED = "unknown";

    private static final Pattern EVENT_NAME = Pattern.compile("[\\w.:-]{1,64}");
    private static final Pattern KEY = Pattern.compile("(?=.*\\S)[\\x20-\\x7e]{1,256}");

    private static final KapsoEventReader V1 = new KapsoEventReader(new V1Reader());
    private static final KapsoEventReader V2 = new KapsoEventReader(new V2Reader());

    private final KapsoSignature signature = new KapsoSignature();
    private final MetaReader meta;

    /** @param clock tells when a template was judged, where the delivery does not */
    KapsoWebhookCodec(Clock clock) {
        this.meta = new MetaReader(clock);
    }

    @Override
    public boolean isAuthentic(WebhookDelivery delivery, Secret secret) {
        return signature.isAuthentic(delivery, secret);
    }

    @Override
    public WebhookDelivery compose(SimulatedMessage message, Secret secret) {
        return ComposedDelivery.of(message, secret, signature);
    }

    @Override
    public DecodedDelivery decode(WebhookDelivery delivery) {
        var key = key(delivery);
        var inHeader = named(delivery.header(EVENT_HEADER));
        Field body;
        try {
            body = Field.root(Json.parse(delivery.body()));
        } catch (NotUnderstood e) {
            return new DecodedDelivery(key, inHeader.orElse(UNNAMED), List.of(new Undecodable("body: " + e.reason())));
        }
        var name = inHeader.or(() -> inBody(body));
        var events = Elements.guarded(() -> events(delivery, name, body));
        return new DecodedDelivery(
                key, name.orElse(UNNAMED), events.isEmpty() ? List.of(new Ignored("an empty list")) : events);
    }

    /** The version is told by the payload's shape, whether it is a batch by its body. */
    @Override
    public DecodedDelivery decodeKept(String eventName, IdempotencyKey key, byte[] body) {
        return decode(new WebhookDelivery(
                eventName.equals(UNNAMED)
                        ? Map.of(KEY_HEADER, key.value())
                        : Map.of(KEY_HEADER, key.value(), EVENT_HEADER, eventName),
                body));
    }

    private List<InboundEvent> events(WebhookDelivery delivery, Optional<String> name, Field body) {
        if (!body.node().isObject()) {
            throw body.wrong("not an object");
        }
        if (MetaReader.isMeta(body)) {
            return meta.read(body);
        }
        if (KapsoEventReader.isTest(body)) {
            return List.of(new Ignored("a test of the webhook"));
        }
        var version = delivery.header(VERSION_HEADER).map(text -> text.strip().toLowerCase(Locale.ROOT));
        if (!isBatch(delivery, body)) {
            return single(version, name, body);
        }
        if (body.at("data").isMissing()) {
            throw body.at("data").wrong("missing in a batch");
        }
        var events = new ArrayList<InboundEvent>();
        for (var element : body.at("data").elements()) {
            events.addAll(Elements.guarded(() -> reader(version, element).read(name, element)));
        }
        return events;
    }

    private static List<InboundEvent> single(Optional<String> version, Optional<String> name, Field body) {
        // Kapso's oldest samples have the element wrapped.
        var element = isAboutNothing(body) && body.at("data").node().isObject() ? body.at("data") : body;
        if (isAboutNothing(element) && name.isPresent()) {
            return List.of(new Ignored("an event about nothing: a test of the webhook, or one that is not used"));
        }
        return reader(version, element).read(name, element);
    }

    private static boolean isAboutNothing(Field element) {
        return element.at("message").isMissing() && element.at("conversation").isMissing();
    }

    /** With buffering on, even one message comes as a batch, and the header may have been lost on the way. */
    private static boolean isBatch(WebhookDelivery delivery, Field body) {
        var announced = body.at("batch").isTrue()
                || delivery.header(BATCH_HEADER)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent();
        return body.at("message").isMissing()
                ? announced || body.at("data").node().isArray()
                : announced && body.at("data").node().isArray();
    }

    /** The version of the header, unless the message's own names say otherwise. */
    static KapsoEventReader reader(Optional<String> version, Field element) {
        var message = element.at("message");
        var isFlat =
                !message.at("message_type").isMissing() && message.at("type").isMissing();
        var isNested = message.at("message_type").isMissing()
                && message.at("kapso").node().isObject();
        return switch (version.orElse("")) {
            case "v1" -> isNested ? V2 : V1;
            case "v2" -> isFlat ? V1 : V2;
            default -> V1Reader.looksLikeIt(element) ? V1 : V2;
        };
    }

    private static Optional<String> inBody(Field body) {
        return MetaReader.isMeta(body)
                ? named(MetaReader.eventName(body))
                : kapsoName(body.at("type")).or(() -> kapsoName(body.at("event")));
    }

    private static Optional<String> kapsoName(Field field) {
        return named(field.optionalText()).filter(name -> name.startsWith("whatsapp.") || name.startsWith("workflow."));
    }

    private static Optional<String> named(Optional<String> name) {
        return name.filter(text -> EVENT_NAME.matcher(text).matches());
    }

    private static IdempotencyKey key(WebhookDelivery delivery) {
        return new IdempotencyKey(delivery.header(KEY_HEADER)
                .filter(text -> KEY.matcher(text).matches())
                .orElseGet(() -> "sha256:" + sha256(delivery.body())));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
