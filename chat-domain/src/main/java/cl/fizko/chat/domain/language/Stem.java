package cl.fizko.chat.domain.language;

/**
 * The part of a word that survives conjugation, gender and number: {@code emitir}, {@code emití} and {@code emitiendo}
 * share one. Crude on purpose: it only has to bring together words that point to the same agent.
 */
final class Stem {

    private static final String[] CLITICS = {
        "melo", "mela", "selo", "sela", "los", "las", "les", "nos", "me", "te", "se", "lo", "la", "le"
    };

    private static final String[] ENDINGS = {
        "asiones", "isiones", "aremos", "eremos", "iremos", "ieramos", "ieron", "iendo", "asion", "ision", "abamos",
        "aramos", "amente", "mente", "ables", "ibles", "iera", "aron", "ando", "aste", "iste", "amos", "emos", "imos",
        "arian", "aria", "eria", "iria", "adas", "ados", "idas", "idos", "able", "ible", "aran", "eran", "iran", "ara",
        "era", "ira", "are", "aba", "ian", "ada", "ado", "ida", "ido", "ais", "ar", "er", "ir", "ia", "as", "es", "is",
        "os", "an", "en", "in", "io", "a", "e", "i", "o", "s"
    };

    private Stem() {}

    /**
     * The stem of a word.
     *
     * @param sound a {@link SoundKey}
     */
    static String of(String sound) {
        var word = withoutClitic(sound);
        if (word.length() < 4) {
            return word;
        }
        for (var ending : ENDINGS) {
            if (word.length() - ending.length() >= 3 && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    /** "mandarles" is "mandar"; only after an infinitive or a gerund, where they cannot be anything else. */
    private static String withoutClitic(String word) {
        for (var clitic : CLITICS) {
            int at = word.length() - clitic.length();
            if (at >= 5 && word.endsWith(clitic)) {
                var verb = word.substring(0, at);
                if (verb.endsWith("ar") || verb.endsWith("er") || verb.endsWith("ir") || verb.endsWith("ndo")) {
                    return verb;
                }
            }
        }
        return word;
    }
}
