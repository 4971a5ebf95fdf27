package cl.fizko.chat.domain.language;

import java.util.regex.Pattern;

/** Letters that no language of our customers puts together, such as a keyboard struck at random. */
final class Gibberish {

    private static final Pattern ROW = Pattern.compile(
            ".*(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|erty|zxcv|xcvb|cvbn|vbnm|lkjh|poiu|asd|qwe|zxc|jkl|kjh|hgf|lkj|nlk|dsa).*");
    private static final Pattern NO_VOWEL = Pattern.compile("[^aeiouy]{4,}");
    private static final Pattern CONSONANTS = Pattern.compile(".*[bcdfghjklmnpqrstvwxz]{5,}.*");
    private static final Pattern ONE_LETTER = Pattern.compile("(.)\\1{2,}");

    private Gibberish() {}

    /**
     * Whether a word that is neither known nor an abbreviation cannot be a word at all.
     *
     * @param word folded
     */
    static boolean is(String word) {
        return ROW.matcher(word).matches()
                || NO_VOWEL.matcher(word).matches()
                || CONSONANTS.matcher(word).matches()
                || ONE_LETTER.matcher(word).matches();
    }
}
