package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What of the messages of a turn is said to us, and what needs no answer whatever was said before. */
final class Spoken {

    private Spoken() {}

    /**
     * Why a message needs no answer; empty if it may.
     *
     * @param together all messages that are looked at together with it, itself included
     */
    static Optional<String> silence(Heard message, List<Heard> together) {
        var content = message.content();
        if (content instanceof MessageContent.Reaction) {
            return Optional.of("a reaction asks nothing");
        }
        if (content instanceof MessageContent.Removal) {
            return Optional.of("the customer took a message back");
        }
        if (content instanceof MessageContent.SystemNotice) {
            return Optional.of("WhatsApp itself wrote it");
        }
        if (content instanceof MessageContent.FormReply) {
            return Optional.of("a filled-in form is for whoever sent it");
        }
        return together.stream().anyMatch(other -> replaces(other.content(), message.externalId()))
                ? Optional.of("the customer corrected it or took it back at once")
                : Optional.empty();
    }

    private static boolean replaces(MessageContent content, ExternalId target) {
        return (content instanceof MessageContent.Edit edit && edit.target().equals(target))
                || (content instanceof MessageContent.Removal removal
                        && removal.target().equals(target));
    }

    /** The words of messages, of each that has some. */
    static List<ReadText> words(List<Heard> messages) {
        return messages.stream()
                .flatMap(message -> message.words().stream())
                .map(ReadText::of)
                .toList();
    }

    /** Words that are one inquiry, each on its own line; empty when there are none. */
    static Optional<ReadText> together(List<ReadText> words) {
        return switch (words.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(words.get(0));
            default ->
                Optional.of(ReadText.of(words.stream().map(ReadText::written).collect(Collectors.joining("\n"))));
        };
    }
}
