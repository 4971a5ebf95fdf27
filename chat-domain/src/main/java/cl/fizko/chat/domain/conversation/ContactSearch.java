package cl.fizko.chat.domain.conversation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A person looked for by parts of their name, in any order and with or without accents, or by some digits of their number. Personal
 * data: it prints masked.
 *
 * @param parts each is letters and digits, in any case; at least one has {@value #SHORTEST} of them or more
 */
public record ContactSearch(List<String> parts) {

    /** What is shorter would be looked for in every contact. */
    public static final int SHORTEST = 3;

    private static final Pattern NUMBER = Pattern.compile("[\\d\\s()+./-]+");
    private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    public ContactSearch {
        parts = List.copyOf(parts);
    }

    /**
     * Reads what somebody typed: a number in any spelling, or words.
     *
     * @return empty when none of it is long enough
     */
    public static Optional<ContactSearch> parse(String text) {
        var parts = NUMBER.matcher(text).matches()
                ? Stream.of(NOT_DIGITS.matcher(text).replaceAll(""))
                : NOT_WORDS.splitAsStream(text);
        var found = parts.filter(part -> !part.isEmpty()).toList();
        return found.stream().anyMatch(part -> part.codePointCount(0, part.length()) >= SHORTEST)
                ? Optional.of(new ContactSearch(found))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ContactSearch[***]";
    }
}
