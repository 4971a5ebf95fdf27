package cl.fizko.chat.domain.language;

import java.util.ArrayList;
import java.util.List;

/** Cuts a message where letters, digits, punctuation and emoji meet, without judging what any of it means. */
final class RawTokens {

    private RawTokens() {}

    /** Folded pieces in order: words, digit groups, single signs, and {@code <url>}, {@code <mail>}, {@code <emoji>}. */
    static List<String> of(FoldedText message) {
        var text = message.value();
        var pieces = new ArrayList<String>(text.length() / 4 + 4);
        boolean hasAt = text.indexOf('@') >= 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (startsLink(text, i)) {
                pieces.add("<url>");
                i = endOfWord(text, i);
            } else if (isLatin(c)) {
                i = letters(text, i, hasAt, pieces);
            } else if (isDigit(c)) {
                i = digits(text, i, pieces);
            } else if (c == ' ') {
                i++;
            } else {
                i = sign(text, i, pieces);
            }
        }
        return pieces;
    }

    private static boolean startsLink(String text, int i) {
        return text.startsWith("http", i) || text.startsWith("www.", i);
    }

    private static int endOfWord(String text, int i) {
        int end = text.indexOf(' ', i);
        return end < 0 ? text.length() : end;
    }

    private static int letters(String text, int i, boolean hasAt, List<String> pieces) {
        int end = i;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        if (hasAt) {
            int wordEnd = endOfWord(text, i);
            int at = text.indexOf('@', i);
            if (at >= 0 && at < wordEnd && at + 1 < wordEnd) {
                pieces.add("<mail>");
                return wordEnd;
            }
        }
        pieces.add(text.substring(i, end));
        return end;
    }

    private static int digits(String text, int i, List<String> pieces) {
        int end = i;
        while (end < text.length() && (isDigit(text.charAt(end)) || isInner(text, end))) {
            end++;
        }
        boolean rut = end + 1 < text.length()
                && text.charAt(end) == '-'
                && end - i >= 7
                && (text.charAt(end + 1) == 'k' || isDigit(text.charAt(end + 1)));
        if (rut) {
            pieces.add("<rut>");
            return end + 2;
        }
        pieces.add(text.substring(i, end));
        return end;
    }

    /** A point, comma, colon, slash or dash between two digits. */
    private static boolean isInner(String text, int i) {
        return i + 1 < text.length()
                && ".,:/-".indexOf(text.charAt(i)) >= 0
                && isDigit(text.charAt(i - 1))
                && isDigit(text.charAt(i + 1));
    }

    private static int sign(String text, int i, List<String> pieces) {
        int codePoint = text.codePointAt(i);
        int next = i + Character.charCount(codePoint);
        if (codePoint == '?' || codePoint == '$' || codePoint == '%' || codePoint == '!') {
            pieces.add(Character.toString(codePoint));
        } else if (codePoint == '.'
                || codePoint == ','
                || codePoint == ';'
                || codePoint == ':'
                || codePoint == '-'
                || codePoint == '…') {
            pieces.add(codePoint == '…' ? "." : Character.toString(codePoint));
        } else if (codePoint >= 0x2190) {
            pieces.add(emoji(codePoint));
        }
        return next;
    }

    private static String emoji(int codePoint) {
        return switch (codePoint) {
            case 0x1F4CE, 0x1F4F7, 0x1F4F8, 0x1F9FE, 0x1F4C4 -> "<e:file>";
            case 0x1F64F, 0x1F917, 0x1F44B, 0x2764, 0x1F49B, 0x1F499, 0x1F60A, 0x1F970 -> "<e:kind>";
            case 0x1F621, 0x1F620, 0x1F624, 0x1F92C -> "<e:angry>";
            default -> "<emoji>";
        };
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c > 0x7F && c < 0x2000 && Character.isLetter(c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
