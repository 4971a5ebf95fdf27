package cl.fizko.chat.domain.language;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Phrases that mean one thing, compared by sound and without slips. Immutable; made once. */
final class SpokenPhrases {

    private final SpokenWord[][] phrases;

    private SpokenPhrases(SpokenWord[][] phrases) {
        this.phrases = phrases;
    }

    /** These phrases, in folded spelling. */
    static SpokenPhrases of(String... phrases) {
        return new SpokenPhrases(Arrays.stream(phrases)
                .map(phrase ->
                        Arrays.stream(phrase.split(" ", -1)).map(SpokenWord::of).toArray(SpokenWord[]::new))
                .toArray(SpokenWord[][]::new));
    }

    /** What the first words of any of them sound like. */
    static Set<String> firstSounds(SpokenPhrases... many) {
        return Arrays.stream(many)
                .flatMap(phrases -> Stream.of(phrases.phrases))
                .map(phrase -> phrase[0].key())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether one of them stands at that place; none stands before the first word. */
    boolean areAt(int start, Words words) {
        if (start < 0) {
            return false;
        }
        for (var phrase : phrases) {
            if (isAt(start, phrase, words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(int start, SpokenWord[] phrase, Words words) {
        if (start + phrase.length > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.length; i++) {
            if (!words.spoken(start + i).equals(phrase[i])) {
                return false;
            }
        }
        return true;
    }
}
