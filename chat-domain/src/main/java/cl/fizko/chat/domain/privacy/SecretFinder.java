package cl.fizko.chat.domain.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the keys in one message: from each name of a key it goes on through the words that lead to it. For one call. */
final class SecretFinder {

    /** From {@code start} up to before {@code end}. */
    record Span(int start, int end) {}

    private static final int FARTHEST = 12;
    private static final int SHORTEST_SPELLING = 3;
    private static final Set<String> AFTERWARDS = Set.of(
            "gracias", "porfa", "porfavor", "por", "saludos", "y", "para", "ok", "con", "/", "user", "usuario", "rut");

    private final List<Piece> pieces;
    private final List<Span> found = new ArrayList<>();

    private SecretFinder(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Where the secrets are, in order and apart from each other. */
    static List<Span> in(String text) {
        var finder = new SecretFinder(Piece.of(text));
        for (int i = 0; i < finder.pieces.size(); i++) {
            if (KeyWords.isOne(finder.pieces.get(i).folded())) {
                finder.before(i);
                finder.after(i);
            }
        }
        return List.copyOf(finder.found);
    }

    /** "abc123 es mi clave". */
    private void before(int name) {
        if (name >= 3
                && Set.of("mi", "la", "su", "my").contains(folded(name - 1))
                && Set.of("es", "era", "is").contains(folded(name - 2))) {
            var piece = pieces.get(name - 3);
            boolean number = SecretShape.isNumber(piece, "") && !SecretShape.isYear(piece);
            if ((SecretShape.isCode(piece) || number) && !SecretShape.standsBeside(piece.folded())) {
                add(piece, piece);
            }
        }
    }

    private void after(int name) {
        boolean announced = false;
        boolean justAnnounced = false;
        boolean plain = true;
        for (int i = name + 1; i < pieces.size() && i <= name + FARTHEST; i++) {
            var piece = pieces.get(i);
            var folded = piece.folded();
            if (SecretContext.connects(folded)) {
                announced = true;
                justAnnounced = true;
            } else if (SecretShape.standsBeside(folded)) {
                justAnnounced = announced;
            } else if (SecretContext.qualifies(folded) || SecretContext.links(folded)) {
                justAnnounced &= SecretContext.keepsAnnouncing(folded);
                plain &= SecretContext.qualifies(folded);
            } else {
                boolean alone = piece.line() == pieces.get(name).line() || isAloneOnItsLine(i);
                int last = lastOfSecret(i, announced, justAnnounced, (announced || plain) && (announced || alone));
                if (last < 0) {
                    return;
                }
                add(piece, pieces.get(last));
                i = last;
                announced = false;
                justAnnounced = false;
                plain = false;
            }
        }
    }

    /** The last piece of the secret that begins at a piece; -1 if none does. */
    private int lastOfSecret(int i, boolean announced, boolean justAnnounced, boolean numbersCount) {
        var piece = pieces.get(i);
        if (justAnnounced) {
            int last = i;
            while (last < pieces.size() && SecretContext.spells(folded(last))) {
                last++;
            }
            if (last - i >= SHORTEST_SPELLING) {
                return last - 1;
            }
        }
        boolean number = SecretShape.isNumber(piece, folded(i + 1))
                && numbersCount
                && (justAnnounced || !SecretShape.isYear(piece));
        boolean word = announced && justAnnounced && SecretShape.isWord(piece) && endsThere(i);
        if (!SecretShape.isCode(piece) && !number && !word) {
            return -1;
        }
        int last = i;
        while (piece.tail().isEmpty() && last + 1 < pieces.size() && goesOn(last)) {
            last++;
        }
        return last;
    }

    private boolean goesOn(int last) {
        var next = pieces.get(last + 1);
        boolean digits = next.folded().matches("\\d{2,}") && !SecretShape.isYear(next);
        return next.line() == pieces.get(last).line()
                && pieces.get(last).tail().isEmpty()
                && !SecretShape.standsBeside(next.folded())
                && (SecretShape.isCode(next) || digits);
    }

    /** Whether a word is the last of its clause, or digits follow: of "la clave es facturar a tiempo" nothing is a key. */
    private boolean endsThere(int i) {
        var piece = pieces.get(i);
        if (piece.tail().contains("?")) {
            return false;
        }
        if (!piece.tail().isEmpty() || i + 1 == pieces.size()) {
            return true;
        }
        var next = pieces.get(i + 1);
        return next.line() != piece.line() || AFTERWARDS.contains(next.folded()) || goesOn(i);
    }

    private boolean isAloneOnItsLine(int i) {
        int line = pieces.get(i).line();
        return pieces.get(i - 1).line() != line
                && (i + 1 == pieces.size() || pieces.get(i + 1).line() != line);
    }

    private String folded(int i) {
        return i < pieces.size() ? pieces.get(i).folded() : "";
    }

    private void add(Piece first, Piece last) {
        boolean overlaps = !found.isEmpty() && found.get(found.size() - 1).end() > first.start();
        if (!overlaps) {
            found.add(new Span(first.start(), last.end()));
        }
    }
}
