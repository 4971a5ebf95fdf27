package cl.fizko.chat.domain.language;

import java.util.ArrayList;

/** The words and numbers of a message in order, compared by sound. Immutable, hence thread-safe. */
public final class Words {

    /** How many letters and digits a sound may begin with. */
    static final int INITIALS = 36;

    private final String[] written;
    private final SpokenWord[] spoken;
    private final long initials;

    private Words(String[] written) {
        this.written = written;
        this.spoken = new SpokenWord[written.length];
        long seen = 0;
        for (int i = 0; i < written.length; i++) {
            spoken[i] = SpokenWord.of(written[i]);
            seen |= 1L << initial(i);
        }
        this.initials = seen;
    }

    /** The words of a folded text; digits and letters that stand together are parted: {@code f29} is two. */
    public static Words of(FoldedText text) {
        return ofFolded(text.value());
    }

    static Words ofFolded(String folded) {
        var words = new ArrayList<String>(folded.length() / 4 + 1);
        for (int i = 0; i < folded.length(); ) {
            int end = endOfWord(folded, i);
            if (end > i) {
                words.add(folded.substring(i, end));
            }
            i = Math.max(end, i + 1);
        }
        return new Words(words.toArray(String[]::new));
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        if (isLetter(text.charAt(from))) {
            while (end < text.length() && isLetter(text.charAt(end))) {
                end++;
            }
        } else {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** How many there are. */
    public int size() {
        return written.length;
    }

    /** A word as it was written, folded; empty text outside the message. */
    public String written(int index) {
        return index >= 0 && index < written.length ? written[index] : "";
    }

    /** A word by its sound. */
    SpokenWord spoken(int index) {
        return spoken[index];
    }

    /** What a word's sound begins with, as a number below {@link #INITIALS}. */
    int initial(int index) {
        return initial(spoken[index].key());
    }

    /** The bits of everything that the words' sounds begin with. */
    long initials() {
        return initials;
    }

    /** What a sound begins with; -1 for what no word begins with. */
    static int initial(String sound) {
        char c = sound.charAt(0);
        return isLetter(c) ? c - 'a' : isDigit(c) ? 26 + c - '0' : -1;
    }

    @Override
    public String toString() {
        return "Words[" + written.length + "]";
    }
}
