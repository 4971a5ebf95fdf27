package cl.fizko.chat.domain.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody looks for in messages, as they typed it: words, all of which must be there, {@code "words in quotes"}, which must be
 * there in a row, and at the end perhaps a word that they are still typing. Personal data: it prints masked.
 *
 * @param terms each holds a letter or digit; empty when there is nothing that can be looked for
 */
public record SearchQuery(List<Term> terms) {

    /** Of a last word, so many characters are looked for as a beginning. */
    public static final int SHORTEST_BEGINNING = 3;

    private static final Pattern QUOTES = Pattern.compile("[\"\\u201c\\u201d\\u201e\\u00ab\\u00bb]");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");

    public SearchQuery {
        terms = List.copyOf(terms);
    }

    /**
     * Something that must be there.
     *
     * @param words in a row: letters, digits and their marks, in any case; at least one
     * @param beginning whether the only word may go on
     */
    public record Term(List<String> words, boolean beginning) {
        public Term {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return "Term[***]";
        }
    }

    /** Reads what somebody typed. Quotes that nobody closed end with the text; a word with signs inside is its parts in a row. */
    public static SearchQuery parse(String text) {
        List<Term> terms = new ArrayList<>();
        var parts = QUOTES.split(text, -1);
        for (var i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                term(parts[i], false).ifPresent(terms::add);
                continue;
            }
            var words = SPACES.split(parts[i], -1);
            for (var j = 0; j < words.length; j++) {
                var typing = i == parts.length - 1 && j == words.length - 1 && isBeginning(words[j]);
                term(words[j], typing).ifPresent(terms::add);
            }
        }
        return new SearchQuery(terms);
    }

    private static Optional<Term> term(String text, boolean beginning) {
        var words = NOT_WORDS
                .splitAsStream(text)
                .filter(word -> SAYS_SOMETHING.matcher(word).find())
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(new Term(words, beginning));
    }

    private static boolean isBeginning(String word) {
        return WORD.matcher(word).matches()
                && word.codePoints().filter(Character::isLetterOrDigit).count() >= SHORTEST_BEGINNING;
    }

    @Override
    public String toString() {
        return "SearchQuery[***]";
    }
}
