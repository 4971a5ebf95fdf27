package cl.fizko.chat.domain.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words and numbers of a message in order, compared by sound. */
public final class Words {

    private static final Pattern WORD = Pattern.compile("[a-z]+|\\d+");

    private final List<String> written = new ArrayList<>();
    private final List<SpokenWord> spoken = new ArrayList<>();

    private Words() {}

    /** The words of a folded text; digits and letters that stand together are parted: {@code f29} is two. */
    public static Words of(FoldedText text) {
        return ofFolded(text.value());
    }

    static Words ofFolded(String folded) {
        var words = new Words();
        var match = WORD.matcher(folded);
        while (match.find()) {
            words.written.add(match.group());
            words.spoken.add(SpokenWord.of(match.group()));
        }
        return words;
    }

    /** How many there are. */
    public int size() {
        return written.size();
    }

    /** A word as it was written, folded; empty text outside the message. */
    String written(int index) {
        return index >= 0 && index < written.size() ? written.get(index) : "";
    }

    /** A word by its sound. */
    SpokenWord spoken(int index) {
        return spoken.get(index);
    }

    @Override
    public String toString() {
        return "Words[" + written.size() + "]";
    }
}
