package cl.fizko.chat.application.history;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageContent.Contacts;
import cl.fizko.chat.domain.message.MessageContent.Location;
import cl.fizko.chat.domain.message.MessageContent.Media;
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
 * it; else by recipient, words, quoted message and time, and then only among messages that nobody else claims. Where nothing is
 * said that can be compared only our own id tells: a message that is taken for another would hide that it was never sent.
 */
final class SendMatcher {

    /** A claim lasts a minute and a call ten seconds: what left earlier is another message. */
    static final Duration BEFORE = Duration.ofMinutes(2);

    static final Duration AFTER = Duration.ofMinutes(1);

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
                && (entry.quoted().isEmpty() || entry.quoted().equals(send.quoted()))
                && (saysTheSame(send.content(), entry.content()) || isToldByItsQuote(send, entry));
    }

    private static boolean isSame(ContactAddress one, ContactAddress other) {
        return (one.phone().isPresent() && one.phone().equals(other.phone()))
                || (one.userId().isPresent() && one.userId().equals(other.userId()));
    }

    /** Without words there are the file, the place or the values; two that tell none of it are not the same. */
    private static boolean saysTheSame(MessageContent one, MessageContent other) {
        if (one instanceof TemplateMessage template && other instanceof TemplateMessage remembered) {
            return isSame(template, remembered);
        }
        if (one instanceof Media file
                && other instanceof Media remembered
                && one.words().isEmpty()) {
            return file.kind() == remembered.kind()
                    && other.words().isEmpty()
                    && isSame(file.file(), remembered.file());
        }
        if (one instanceof Location place && other instanceof Location remembered) {
            return isNear(place.latitude(), remembered.latitude()) && isNear(place.longitude(), remembered.longitude());
        }
        return one.words().isPresent()
                ? isOfTheSameKind(one, other)
                        && one.words().map(String::strip).equals(other.words().map(String::strip))
                : one.equals(other);
    }

    /** A wordless answer to one question, for which a provider may have another name than we. */
    private static boolean isToldByItsQuote(UnknownSend send, Sent entry) {
        return entry.quoted().isPresent()
                && (send.content() instanceof Media || send.content() instanceof Contacts)
                && send.content().type().equals(entry.content().type())
                && send.content().words().isEmpty()
                && entry.content().words().isEmpty();
    }

    private static boolean isSame(TemplateMessage one, TemplateMessage other) {
        return one.name().equals(other.name())
                && (other.language().isBlank() || one.language().equals(other.language()))
                && (other.values().isEmpty() || one.values().equals(other.values()));
    }

    private static boolean isSame(MediaReference one, MediaReference other) {
        return (one.providerId().isPresent() && one.providerId().equals(other.providerId()))
                || (one.url().isPresent() && one.url().equals(other.url()));
    }

    /** Degrees: a tenth of a metre, for numbers that are written and read again. */
    private static boolean isNear(double one, double other) {
        return Math.abs(one - other) < 1e-6;
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
