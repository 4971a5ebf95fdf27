package cl.fizko.chat.domain.webhook;

import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.privacy.KeyRedaction;
import cl.fizko.chat.domain.privacy.RawBody;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A delivery that may be stored: neither its events nor its bytes hold a key or a password that somebody wrote.
 *
 * @param events as decoded, with {@link KeyRedaction#MARK} in the place of secrets
 * @param raw the bytes, likewise; a short note where they could not be cleaned. The very bytes given when they hold no secret
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RedactedDelivery(List<InboundEvent> events, byte[] raw) {

    public RedactedDelivery {
        events = List.copyOf(events);
    }

    /** Takes out the secrets of events and of the bytes that they were decoded from. */
    public static RedactedDelivery of(List<InboundEvent> events, byte[] raw) {
        var secrets = new ArrayList<String>();
        var clean = events.stream().map(event -> clean(event, secrets)).toList();
        return new RedactedDelivery(clean, RawBody.without(raw, secrets));
    }

    private static InboundEvent clean(InboundEvent event, List<String> secrets) {
        if (event instanceof MessageReceived it) {
            var content = clean(it.content(), secrets);
            return content == it.content()
                    ? it
                    : new MessageReceived(
                            it.line(),
                            it.id(),
                            it.sender(),
                            it.senderName(),
                            content,
                            it.sentAt(),
                            it.quoted(),
                            it.providerConversation(),
                            it.providerMessage(),
                            it.live());
        }
        if (event instanceof HumanReplied it) {
            var content = clean(it.content(), secrets);
            return content == it.content()
                    ? it
                    : new HumanReplied(
                            it.line(),
                            it.id(),
                            it.recipient(),
                            it.recipientName(),
                            content,
                            it.sentAt(),
                            it.quoted(),
                            it.providerConversation(),
                            it.live());
        }
        return event;
    }

    private static MessageContent clean(MessageContent content, List<String> secrets) {
        if (content instanceof MessageContent.Text text) {
            var body = clean(text.body(), secrets);
            return body.equals(text.body()) ? text : new MessageContent.Text(body);
        }
        if (content instanceof MessageContent.Media media) {
            var caption = clean(media.caption(), secrets);
            var transcript = clean(media.transcript(), secrets);
            return caption.equals(media.caption()) && transcript.equals(media.transcript())
                    ? media
                    : new MessageContent.Media(media.kind(), media.file(), caption, transcript);
        }
        if (content instanceof MessageContent.Edit edit) {
            var corrected = clean(edit.corrected(), secrets);
            return corrected == edit.corrected() ? edit : new MessageContent.Edit(edit.target(), corrected);
        }
        return content;
    }

    private static Optional<String> clean(Optional<String> words, List<String> secrets) {
        return words.map(text -> clean(text, secrets));
    }

    private static String clean(String words, List<String> secrets) {
        var redacted = KeyRedaction.of(words);
        secrets.addAll(redacted.secrets());
        return redacted.text();
    }

    @Override
    public String toString() {
        return "RedactedDelivery[events=" + events.size() + ", " + raw.length + " bytes]";
    }
}
