package cl.fizko.chat.domain.privacy;

import cl.fizko.chat.domain.language.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A piece of a message between spaces; {@code clave:Hola1} is three, a word, a sign and a piece.
 *
 * @param start where it begins in the message, quotes and the like left out
 * @param end where it ends, likewise
 * @param folded its lower case without accents
 * @param written as it stands in the message
 * @param line on which line it stands
 * @param tail the punctuation between it and the next space
 */
record Piece(int start, int end, String folded, String written, int line, String tail) {

    private static final Pattern CHUNK = Pattern.compile("\\S+");
    private static final Pattern NAMED = Pattern.compile("(\\p{L}+)([:=/|,;>-]+)(.*)", Pattern.DOTALL);
    private static final String OPENING = "¿¡(\"'«“‘*_[{<";
    private static final String CLOSING = ".,;:)\"'»”’?]}>";

    /** WhatsApp's marks for bold, italics and the like, and characters without a width: they hide a word, not change it. */
    private static final Pattern MARKUP =
            Pattern.compile("(?<![\\p{L}\\p{N}])[*_~`]+(?=\\p{L})|(?<=[\\p{L}:=])[*_~`]+(?=[\\s:=]|$)|\\p{Cf}");

    /** Offsets are those of the text as it is written. */
    static List<Piece> of(String written) {
        var text = MARKUP.matcher(written)
                .replaceAll(mark -> " ".repeat(mark.group().length()));
        var pieces = new ArrayList<Piece>();
        var match = CHUNK.matcher(text);
        int line = 0;
        int seen = 0;
        while (match.find()) {
            line += (int) text.substring(seen, match.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            seen = match.start();
            cut(text, match.start(), match.end(), line, pieces);
        }
        return pieces;
    }

    private static void cut(String text, int start, int end, int line, List<Piece> pieces) {
        int from = start;
        while (from < end && OPENING.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        var named = NAMED.matcher(text).region(from, end);
        if (named.matches() && SecretContext.isWord(fold(named.group(1)))) {
            pieces.add(piece(text, from, named.end(1), line, named.group(2)));
            pieces.add(piece(text, named.start(2), named.end(2), line, ""));
            if (named.end(2) < end) {
                cut(text, named.end(2), end, line, pieces);
            }
            return;
        }
        int to = end;
        while (to > from && CLOSING.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        if (to == from) {
            pieces.add(piece(text, start, end, line, ""));
        } else {
            pieces.add(piece(text, from, to, line, text.substring(to, end)));
        }
    }

    private static Piece piece(String text, int start, int end, int line, String tail) {
        var written = text.substring(start, end);
        return new Piece(start, end, fold(written), written, line, tail);
    }

    private static String fold(String written) {
        return FoldedText.of(written).value();
    }

    @Override
    public String toString() {
        return "Piece[" + start + ", " + end + "]";
    }
}
