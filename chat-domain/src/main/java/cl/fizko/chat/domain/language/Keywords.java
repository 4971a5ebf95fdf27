package cl.fizko.chat.domain.language;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
            return new Part(SpokenWord.of(stem ? text.substring(0, text.length() - 1) : text), stem);
        }

        boolean matches(SpokenWord candidate) {
            var key = word.key();
            if (stem ? candidate.key().startsWith(key) : candidate.key().equals(key)) {
                return true;
            }
            if (key.length() < SLIPS_FROM
                    || ONE_LETTER_APART.contains(candidate.key())
                    || candidate.key().length() < key.length() - 1) {
                return false;
            }
            boolean longer = stem && candidate.key().length() > key.length();
            var compared = longer ? new SpokenWord(candidate.key().substring(0, key.length())) : candidate;
            return compared.isSlipOf(word);
        }
    }

    private final List<List<Part>> phrases;

    private Keywords(List<List<Part>> phrases) {
        this.phrases = phrases;
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
        for (int i = 0; i < words.size(); i++) {
            for (var phrase : phrases) {
                if (startsAt(i, phrase, words)) {
                    return i;
                }
            }
        }
        return -1;
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
