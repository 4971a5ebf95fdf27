package cl.fizko.chat.domain.language;

/**
 * One word, number or sign of a message, with the spellings that people confuse brought together.
 *
 * @param text the word as understood, e.g. {@code que} for a written {@code q}; {@code <money>} and the like for what
 *     varies
 * @param sound the word's {@link SoundKey}, equal for words that sound alike
 * @param stem what is left of the sound without conjugation, gender and number
 * @param kind what it is
 */
public record Token(String text, String sound, String stem, Kind kind) {

    /** What a token is. */
    public enum Kind {
        /** A word of the vocabulary. */
        KNOWN,
        /** A word that nobody has explained: a name, or a typo beyond repair. */
        UNKNOWN,
        /** A number, an amount, a date or a time. */
        NUMBER,
        /** Letters that no language puts together. */
        NOISE,
        /** An emoji. */
        EMOJI,
        /** Punctuation that ends a clause. */
        BREAK
    }

    /** Whether it is a word, known or not. */
    public boolean isWord() {
        return kind == Kind.KNOWN || kind == Kind.UNKNOWN;
    }

    static Token of(String text, Kind kind) {
        if (kind == Kind.KNOWN || kind == Kind.UNKNOWN) {
            var sound = SoundKey.of(text);
            return new Token(text, sound, Stem.of(sound), kind);
        }
        return new Token(text, text, text, kind);
    }
}
