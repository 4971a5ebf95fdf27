package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MessageContent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages without words: a photo or a document is taken as an invoice that is handed over, anything else cannot be read.
 * Each is acknowledged once, and not again until something else was said by us: five photos get one thank-you.
 */
final class Wordless {

    private static final String RULE = "a message without words is acknowledged once";
    private static final List<String> UNREADABLE = List.of("kind.voice", "kind.other");

    private final Texts texts;

    Wordless(Texts texts) {
        this.texts = texts;
    }

    /** The acknowledgement; empty when the customer just had it. */
    Optional<Ruled> acknowledge(Talk talk, List<Heard> messages) {
        boolean processed = !talk.company().disabledAgents().contains(AgentName.INVOICE_PROCESSING.value());
        if (processed && messages.stream().anyMatch(message -> isFile(message.content()))) {
            return once(talk, "kind.file", List.of("kind.file"), AgentName.INVOICE_PROCESSING);
        }
        boolean voice = messages.stream().anyMatch(message -> isMedia(message.content(), MediaKind.AUDIO));
        return once(talk, voice ? "kind.voice" : "kind.other", UNREADABLE, AgentName.FALLBACK);
    }

    private Optional<Ruled> once(Talk talk, String key, List<String> likes, AgentName agent) {
        var last = talk.lastOfOurs().flatMap(ours -> ours.text()).orElse("");
        return likes.stream().map(texts::say).anyMatch(last::equals)
                ? Optional.empty()
                : Optional.of(Ruled.alone(agent, texts.say(key), Set.of(), RULE));
    }

    private static boolean isFile(MessageContent content) {
        return isMedia(content, MediaKind.IMAGE) || isMedia(content, MediaKind.DOCUMENT);
    }

    private static boolean isMedia(MessageContent content, MediaKind kind) {
        var seen = content instanceof MessageContent.Edit edit ? edit.corrected() : content;
        return seen instanceof MessageContent.Media media && media.kind() == kind;
    }
}
