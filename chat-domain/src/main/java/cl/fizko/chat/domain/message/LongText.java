package cl.fizko.chat.domain.message;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a text that is too long for one message into several, where a reader would pause: between paragraphs, else lines, else
 * sentences, else words. The end of a paragraph or line in the first half of what a message may hold is a space like any other:
 * a greeting does not stand alone while the rest is cut worse. Only a word longer than a message is cut inside, and even then never inside what a person sees as one
 * character: a letter with its accents, a flag, a family of emoji.
 */
public final class LongText {

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Where a cut may be, the better the later. */
    private enum Pause {
        /** Between what belongs together, e.g. {@code N°} and its number. */
        GLUED,
        WORD,
        SENTENCE,
        LINE,
        PARAGRAPH
    }

    private final String text;
    private final BitSet edges;
    private final List<String> pieces = new ArrayList<>();

    private LongText(String text) {
        this.text = text;
        edges = edges(text);
    }

    /**
     * Cuts a text.
     *
     * @param limit the most UTF-16 units that a piece may have, at least 2
     * @return the text itself if it fits; else its pieces in order, none of them blank. Nothing is lost but the white space at the
     *     cuts and at both ends
     */
    public static List<String> split(String text, int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("a piece has room for one character: 2 UTF-16 units at least");
        }
        return text.length() <= limit ? List.of(text) : new LongText(text).cut(limit);
    }

    private List<String> cut(int limit) {
        int from = afterSpace(0);
        int end = text.length();
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        while (end - from > limit) {
            int to = best(from, from + limit);
            pieces.add(text.substring(from, to));
            from = afterSpace(to);
        }
        if (from < end) {
            pieces.add(text.substring(from, end));
        }
        return List.copyOf(pieces);
    }

    /** The end of the piece that begins at {@code from} and may not reach beyond {@code last}. */
    private int best(int from, int last) {
        int best = -1;
        int half = from + (last - from) / 2;
        var pause = Pause.GLUED;
        for (int i = from + 1; i <= last; i++) {
            if (isCut(i)) {
                var found = i < half ? pauseInLine(i, afterSpace(i)) : pause(i, afterSpace(i));
                if (best < 0 || found.compareTo(pause) >= 0) {
                    best = i;
                    pause = found;
                }
            }
        }
        return best < 0 ? inside(from, last) : best;
    }

    /** Whether a piece may end here: a run of white space begins, and it belongs to no accent that follows. */
    private boolean isCut(int i) {
        return Character.isWhitespace(text.charAt(i))
                && !Character.isWhitespace(text.charAt(i - 1))
                && edges.get(i)
                && afterSpace(i) > i;
    }

    /** Where the run of white space at {@code i} ends; a space that carries an accent is none. */
    private int afterSpace(int i) {
        int after = i;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        return after > i && !edges.get(after) ? after - 1 : after;
    }

    private Pause pause(int end, int next) {
        long breaks = ("x" + text.substring(end, next) + "x").lines().count() - 1;
        if (breaks > 1) {
            return Pause.PARAGRAPH;
        }
        if (breaks == 1) {
            return Pause.LINE;
        }
        return pauseInLine(end, next);
    }

    private Pause pauseInLine(int end, int next) {
        if (SentenceEnd.isAt(text, end, next)) {
            return Pause.SENTENCE;
        }
        return SentenceEnd.isGlued(text, end, next) ? Pause.GLUED : Pause.WORD;
    }

    private int inside(int from, int last) {
        int edge = edges.previousSetBit(last);
        if (edge > from) {
            return edge;
        }
        // One "character" longer than a message: somebody is playing with accents.
        return Character.isLowSurrogate(text.charAt(last)) && Character.isHighSurrogate(text.charAt(last - 1))
                ? last - 1
                : last;
    }

    /** The places between grapheme clusters (Unicode, UAX #29), both ends included. */
    private static BitSet edges(String text) {
        var edges = new BitSet(text.length() + 1);
        edges.set(0);
        var clusters = CLUSTER.matcher(text);
        while (clusters.find()) {
            edges.set(clusters.end());
        }
        edges.set(text.length());
        return edges;
    }
}
