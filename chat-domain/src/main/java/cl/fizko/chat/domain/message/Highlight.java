package cl.fizko.chat.domain.message;

import java.util.List;

/**
 * A text and the places in it that were looked for. Personal data: it prints masked.
 *
 * @param marks from first to last, apart from each other
 */
public record Highlight(String text, List<Mark> marks) {

    private static final int AROUND = 60;
    private static final int LONGEST = 240;
    private static final String CUT = "…";

    public Highlight {
        marks = List.copyOf(marks);
    }

    /**
     * A place in a text.
     *
     * @param start in UTF-16 units, like indexes of Java and JavaScript; inclusive
     * @param end exclusive
     */
    public record Mark(int start, int end) {}

    /** The text around the first mark as HTML: the marks in {@code <mark>}, all else escaped. */
    public String snippet() {
        var first = marks.isEmpty() ? 0 : marks.get(0).start();
        var from = wordStart(Math.max(0, first - AROUND), first);
        var to = whole(Math.min(text.length(), from + LONGEST));
        var html = new StringBuilder(from > 0 ? CUT : "");
        var done = from;
        for (var mark : marks) {
            if (mark.start() >= to) {
                break;
            }
            var end = Math.min(mark.end(), to);
            escape(html, done, mark.start());
            html.append("<mark>");
            escape(html, mark.start(), end);
            html.append("</mark>");
            done = end;
        }
        escape(html, done, to);
        return html.append(to < text.length() ? CUT : "").toString();
    }

    /** The first word that begins there or later, but before the end. */
    private int wordStart(int from, int end) {
        if (from == 0) {
            return 0;
        }
        for (var i = from; i < end; i++) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return whole(from);
    }

    /** Not between the halves of a surrogate pair. */
    private int whole(int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    private void escape(StringBuilder html, int from, int to) {
        for (var i = from; i < to; i++) {
            var letter = text.charAt(i);
            switch (letter) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(letter);
            }
        }
    }

    @Override
    public String toString() {
        return "Highlight[" + marks.size() + " marks]";
    }
}
