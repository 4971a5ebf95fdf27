package cl.fizko.chat.domain.language;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text and what was read out of it, each part once and only when it is asked for. It carries a message through its turn, and
 * what was read is gone with it: nothing of a customer's words is kept anywhere else.
 *
 * <p>Thread-safe without a lock: every part is immutable, and threads that meet at an unread part read the same twice.
 */
public final class ReadText {

    private record Dated(LocalDate today, Mentions mentions) {}

    private record Noted(Object reader, Object note) {}

    private final String written;
    private final FoldedText folded;
    private Optional<Words> words = Optional.empty();
    private Optional<Dated> mentions = Optional.empty();
    private Optional<Noted> noted = Optional.empty();

    private ReadText(String written, FoldedText folded) {
        this.written = written;
        this.folded = folded;
    }

    /** A text as somebody wrote it. */
    public static ReadText of(String written) {
        return new ReadText(written, FoldedText.of(written));
    }

    /** A text that is folded already. */
    public static ReadText of(FoldedText folded) {
        return new ReadText(folded.value(), folded);
    }

    /** As it was written. Personal data: never log it. */
    public String written() {
        return written;
    }

    public FoldedText folded() {
        return folded;
    }

    public Words words() {
        var read = words;
        if (read.isEmpty()) {
            read = Optional.of(Words.of(folded));
            words = read;
        }
        return read.get();
    }

    /** What it mentions, seen from today. */
    public Mentions mentions(LocalDate today) {
        var read = mentions;
        if (read.isEmpty() || !read.get().today().equals(today)) {
            read = Optional.of(new Dated(today, Mentions.of(folded, words(), today)));
            mentions = read;
        }
        return read.get().mentions();
    }

    /**
     * What a reader of its own makes of it: read once, as long as no other reader comes in between.
     *
     * @param reader whoever reads; another one reads anew
     * @param kind of what is read, which must be immutable
     */
    public <T> T once(Object reader, Class<T> kind, Function<ReadText, T> reading) {
        var read = noted;
        if (read.isEmpty() || read.get().reader() != reader) {
            read = Optional.of(new Noted(reader, reading.apply(this)));
            noted = read;
        }
        return kind.cast(read.get().note());
    }

    /** Masked, for it holds a customer's words. */
    @Override
    public String toString() {
        return "ReadText[" + written.length() + " characters]";
    }
}
