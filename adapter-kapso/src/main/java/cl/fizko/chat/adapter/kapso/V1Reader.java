package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.MessageContent;
import java.time.Instant;
import java.util.Optional;

/**
 * Payload v1, flat and older than Kapso's Meta proxy (Kapso, "Legacy webhooks"). {@code message.id} is Kapso's UUID here. No
 * complete sample was ever published, so every field is looked for where any client of it has found it.
 */
final class V1Reader implements PayloadReader {

    private static final String WAMID = "wamid.";

    /** Whether a payload without a version header is one: it alone has these names. */
    static boolean looksLikeIt(Field element) {
        return !element.at("whatsapp_config").isMissing()
                || !element.at("conversation").at("whatsapp_config").isMissing()
                || !element.at("message").at("message_type").isMissing()
                || !element.at("message").at("whatsapp_message_id").isMissing();
    }

    @Override
    public Field wamid(Field element) {
        var message = element.at("message");
        return Places.first(V1Reader::wamidIn, message.at("wamid"), message.at("message_id"), message.at("id"))
                .filter(other -> message.at("whatsapp_message_id").isMissing())
                .orElseGet(() -> message.at("whatsapp_message_id"));
    }

    /** The same name means a UUID elsewhere, so only what looks like Meta's id is one. */
    private static Optional<Field> wamidIn(Field field) {
        return field.optionalText().filter(id -> id.startsWith(WAMID)).map(id -> field);
    }

    @Override
    public Optional<String> ownId(Field element) {
        return element.at("message").at("id").optionalText().filter(id -> !id.startsWith(WAMID) && id.length() <= 128);
    }

    @Override
    public Field facts(Field element) {
        return element.at("message");
    }

    @Override
    public Optional<Instant> sentAt(Field element) {
        var message = element.at("message");
        return Places.first(Timestamps::read, message.at("created_at"), message.at("timestamp"), message.at("sent_at"));
    }

    @Override
    public Optional<Instant> changedAt(Field element) {
        return Timestamps.read(element.at("message").at("updated_at")).or(() -> sentAt(element));
    }

    @Override
    public MessageContent content(Field element) {
        return V1ContentReader.read(element.at("message"));
    }
}
