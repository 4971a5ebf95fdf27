package cl.fizko.chat.application.history;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.ReplyButtons;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.MessageHistory.Entry.Sent;
import cl.fizko.chat.domain.port.UnknownSends.UnknownSend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the sends whose answer was lost among the messages that the provider remembers. By our own id where the provider echoes
 * it; else by recipient, words, quoted message and time, and then only among messages that nobody else claims.
 */
final class SendMatcher {

    /** A claim lasts a minute and a call ten seconds: what left earlier is another message. */
    private static final Duration BEFORE = Duration.ofMinutes(2);

    private static final Duration AFTER = Duration.ofMinutes(1);

    private SendMatcher() {}

    /** The sends that were found. Each entry is one send's at most. */
    static Map<UnknownSend, Sent> match(
            Collection<UnknownSend> sends, Collection<Sent> remembered, Set<ExternalId> claimed) {
        var free = new ArrayList<>(remembered.stream()
                .filter(entry -> !claimed.contains(entry.id()))
                .sorted(Comparator.comparing(Sent::at))
                .toList());
        var found = new LinkedHashMap<UnknownSend, Sent>();
        var open = new ArrayList<>(sends.stream()
                .sorted(Comparator.comparing(send -> send.id().value()))
                .toList());
        take(open, free, found, SendMatcher::isEchoed);
        take(open, free, found, SendMatcher::looksAlike);
        return found;
    }

    private static void take(List<UnknownSend> open, List<Sent> free, Map<UnknownSend, Sent> found, Likeness likeness) {
        open.removeIf(send -> {
            var entry = free.stream()
                    .filter(candidate -> likeness.holds(send, candidate))
                    .findFirst();
            entry.ifPresent(match -> {
                free.remove(match);
                found.put(send, match);
            });
            return entry.isPresent();
        });
    }

    private static boolean isEchoed(UnknownSend send, Sent entry) {
        return entry.correlation().equals(Optional.<MessageId>of(send.id()));
    }

    private static boolean looksAlike(UnknownSend send, Sent entry) {
        return entry.correlation().isEmpty()
                && !entry.at().isBefore(send.unknownSince().minus(BEFORE))
                && !entry.at().isAfter(send.unknownSince().plus(AFTER))
                && entry.recipient()
                        .map(recipient -> isSame(send.recipient(), recipient))
                        .orElse(false)
                && saysTheSame(send.content(), entry.content())
                && (entry.quoted().isEmpty() || entry.quoted().equals(send.quoted()));
    }

    private static boolean isSame(ContactAddress one, ContactAddress other) {
        return (one.phone().isPresent() && one.phone().equals(other.phone()))
                || (one.userId().isPresent() && one.userId().equals(other.userId()));
    }

    private static boolean saysTheSame(MessageContent one, MessageContent other) {
        if (one instanceof TemplateMessage template && other instanceof TemplateMessage remembered) {
            return template.name().equals(remembered.name())
                    && (remembered.language().isBlank() || template.language().equals(remembered.language()));
        }
        return isOfTheSameKind(one, other)
                && one.words().map(String::strip).equals(other.words().map(String::strip));
    }

    /** A provider may call buttons and lists alike interactive, and not tell which of the two it remembers. */
    private static boolean isOfTheSameKind(MessageContent one, MessageContent other) {
        return one.type().equals(other.type()) || (offersChoices(one) && offersChoices(other));
    }

    private static boolean offersChoices(MessageContent content) {
        return content instanceof ReplyButtons || content instanceof ChoiceList;
    }

    private interface Likeness {
        boolean holds(UnknownSend send, Sent entry);
    }
}
