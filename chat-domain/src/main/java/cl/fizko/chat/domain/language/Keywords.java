package cl.fizko.chat.domain.language;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words and phrases any of which tells a topic, recognised by sound and, in words of six sounds and more, with one slip.
 *
 * <p>Each entry is a word, a phrase of consecutive words, or either with stems: {@code "factur*"} is any word that begins so.
 * Immutable; made once per topic.
 */
public final class Keywords {

    private static final int SLIPS_FROM = 6;

    /** Common words that are one letter from another common one ("cuando", "cuanto"): they are taken as written. */
    private static final Set<String> ONE_LETTER_APART = Stream.of(
                    "cuando", "cuanto", "cuantos", "honorario", "horario", "enero")
            .map(word -> SpokenWord.of(word).key())
            .collect(Collectors.toUnmodifiableSet());

    private record Part(SpokenWord word, boolean stem) {

        static Part of(String text) {
            boolean stem = text.endsWith("*");
            var word = stem ? text.substring(0, text.length() - 1) : text;
            if (word.isEmpty()) {
                throw new IllegalArgumentException("a keyword is a word, a stem or a phrase of them, never empty");
            }
            return new Part(SpokenWord.of(word), stem);
        }

        boolean matches(SpokenWord candidate) {
            var key = word.key();
            var sound = candidate.key();
            if (stem ? sound.startsWith(key) : sound.equals(key)) {
                return true;
            }
            if (key.length() < SLIPS_FROM || sound.length() < key.length() - 1) {
                return false;
            }
            boolean longer = stem && sound.length() > key.length();
            var compared = longer ? new SpokenWord(sound.substring(0, key.length())) : candidate;
            return compared.isSlipOf(word) && !ONE_LETTER_APART.contains(sound);
        }
    }

    /** By what the first word's sound begins with, which no slip changes: most phrases need not be compared at all. */
    private final List<List<List<Part>>> phrases;

    private final long initials;

    private Keywords(List<List<Part>> phrases) {
        this.phrases = IntStream.range(0, Words.INITIALS)
                .mapToObj(initial -> phrases.stream()
                        .filter(phrase -> initial(phrase) == initial)
                        .toList())
                .toList();
        this.initials = IntStream.range(0, Words.INITIALS)
                .filter(initial -> !this.phrases.get(initial).isEmpty())
                .mapToLong(initial -> 1L << initial)
                .reduce(0, (a, b) -> a | b);
    }

    private static int initial(List<Part> phrase) {
        return Words.initial(phrase.get(0).word().key());
    }

    /** Any of these words, stems or phrases, in folded spelling. */
    public static Keywords of(String... phrases) {
        return new Keywords(Arrays.stream(phrases)
                .map(phrase ->
                        Arrays.stream(phrase.split(" ", -1)).map(Part::of).toList())
                .toList());
    }

    /** Whether the message has at least one of them. */
    public boolean in(Words words) {
        return firstIn(words) >= 0;
    }

    /** The position of the first word of the first match, or -1. */
    public int firstIn(Words words) {
        if ((initials & words.initials()) != 0) {
            for (int i = 0; i < words.size(); i++) {
                if (startAt(i, words)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether one of them begins at that word. */
    boolean startAt(int start, Words words) {
        var begin = phrases.get(words.initial(start));
        for (int i = 0; i < begin.size(); i++) {
            if (startsAt(start, begin.get(i), words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(int start, List<Part> phrase, Words words) {
        if (start + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).matches(words.spoken(start + i))) {
                return false;
            }
        }
        return true;
    }
}
