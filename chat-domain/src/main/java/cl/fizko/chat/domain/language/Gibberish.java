package cl.fizko.chat.domain.language;

/** Letters that no language of our customers puts together, such as a keyboard struck at random. */
final class Gibberish {

    private static final String[] ROWS = {
        "asdf", "sdfg", "dfgh", "fghj", "ghjk", "hjkl", "qwer", "wert", "erty", "zxcv", "xcvb", "cvbn", "vbnm", "lkjh",
        "poiu", "asd", "qwe", "zxc", "jkl", "kjh", "hgf", "lkj", "nlk", "dsa"
    };
    private static final String VOWELS = "aeiouy";
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";
    private static final int LONGEST_CLUSTER = 4;
    private static final int LONGEST_ABBREVIATION = 3;

    private Gibberish() {}

    /**
     * Whether a word that is neither known nor an abbreviation cannot be a word at all.
     *
     * @param word folded
     */
    static boolean is(String word) {
        return hasRow(word)
                || (word.length() > LONGEST_ABBREVIATION && !hasVowel(word))
                || hasCluster(word)
                || isOneLetter(word);
    }

    private static boolean hasRow(String word) {
        for (var row : ROWS) {
            if (word.contains(row)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasVowel(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (VOWELS.indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCluster(String word) {
        int cluster = 0;
        for (int i = 0; i < word.length() && cluster <= LONGEST_CLUSTER; i++) {
            cluster = CONSONANTS.indexOf(word.charAt(i)) >= 0 ? cluster + 1 : 0;
        }
        return cluster > LONGEST_CLUSTER;
    }

    private static boolean isOneLetter(String word) {
        return word.length() > 2 && word.chars().allMatch(c -> c == word.charAt(0));
    }
}
