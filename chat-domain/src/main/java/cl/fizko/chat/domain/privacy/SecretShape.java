package cl.fizko.chat.domain.privacy;

import java.util.Set;
import java.util.regex.Pattern;

/** What a piece of a message looks like, apart from where it stands: a key, or one of the things that it must not be taken for. */
final class SecretShape {

    private static final int SHORTEST = 4;

    private static final Pattern RUT = Pattern.compile("\\d{1,2}(?:\\.\\d{3}){2}-?[\\dk]|\\d{7,8}-[\\dk]");
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+\\.[a-z]{2,}|https?://\\S+|www\\.\\S+|\\+56\\d*");
    private static final Pattern ORDINARY = Pattern.compile("\\$.*"
            + "|(?:f|form|formulario|dj|ddjj|at|n|nº|n°|no)[.-]?\\d{1,4}"
            + "|\\d{1,3}(?:[.,]\\d{3})+(?:,\\d+)?"
            + "|\\d+(?:[.,]\\d+)?(?:k|m|mm|mil|lucas?|lukas?|palos?|uf|utm|clp|pesos|usd|%|ra|ro|da|do|ta|to|er|a|o|ª|º|°|x|veces|"
            + "hrs?|hras?|h|am|pm|min|dias?|d|años|anos|gb|mb)"
            + "|\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?|\\d{4}[/-]\\d{1,2}(?:[/-]\\d{1,2})?"
            + "|\\d{1,2}[:.]\\d{2}(?:hrs?|h|am|pm)?|covid-?19|14d\\d?|14a");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern YEAR = Pattern.compile("20[0-3]\\d");
    private static final Pattern INFINITIVE = Pattern.compile(".*(?:ar|er|ir)(?:lo|la|se|los|las|me|te)?");
    private static final Set<String> MONEY = Set.of(
            "pesos",
            "lucas",
            "luca",
            "lukas",
            "palos",
            "palo",
            "mil",
            "millones",
            "millon",
            "clp",
            "uf",
            "utm",
            "dolares");

    /** What people say of a key instead of saying the key. */
    private static final Pattern SAID_OF_KEYS =
            Pattern.compile("(?:in)?(?:valid|correct)[oa]s?|incorect[oa]|mal[oa]?|erro(?:r|nea|neo)"
                    + "|equivocad[oa]|bloquead[oa]|vencid[oa]|caducad[oa]|expirad[oa]|expired|wrong|invalid|incorrect|secret[oa]s?"
                    + "|segur[oa]s?|insegur[oa]|importante|necesari[oa]|obligatori[oa]|privad[oa]|personal|intransferible|confidencial"
                    + "|dificil|facil|larg[oa]|cort[oa]|antigu[oa]|viej[oa]|nuev[oa]|mism[oa]|otr[oa]|distint[oa]|diferente|igual"
                    + "|provisori[oa]|temporal|buen[oa]|correcta|esa|esta|esto|eso|aquella|suya|mia|tuya|nuestra|cual|como|donde|cuando"
                    + "|quien|algo|alguna|ninguna|nada|poder|solo|solamente|siempre|nunca|muy|demasiado|mas|menos|tambien|tampoco"
                    + "|compartida|conocida|desconocida|olvidada|perdida|robada|sencill[oa]|simple|complicad[oa]|fome|terrible|rara"
                    + "|unica|tributaria|digital|electronica|para|porque|parte|todo|toda|hacer|factura|boleta|guia");

    private SecretShape() {}

    /** A RUT, an address, a link or a telephone: often written beside a key. */
    static boolean standsBeside(String folded) {
        return RUT.matcher(folded).matches() || ADDRESS.matcher(folded).matches();
    }

    /** Letters and digits together, or signs among them, and none of the things that are written so. */
    static boolean isCode(Piece piece) {
        var folded = piece.folded();
        boolean letters = folded.chars().anyMatch(Character::isLetter);
        boolean digits = folded.chars().anyMatch(Character::isDigit);
        boolean signs = folded.chars().anyMatch(c -> "#@*!$%&_+?~^".indexOf(c) >= 0);
        return piece.written().length() >= SHORTEST
                && ((letters && digits) || (signs && digits))
                && !ORDINARY.matcher(folded).matches();
    }

    /** Four digits or more that are no amount. */
    static boolean isNumber(Piece piece, String next) {
        return piece.folded().length() >= SHORTEST
                && DIGITS.matcher(piece.folded()).matches()
                && !MONEY.contains(next);
    }

    static boolean isYear(Piece piece) {
        return YEAR.matcher(piece.folded()).matches();
    }

    /** A word that nobody would say of a key: then it is the key. */
    static boolean isWord(Piece piece) {
        var folded = piece.folded();
        return folded.length() >= SHORTEST
                && folded.chars().allMatch(c -> Character.isLetter(c) || "#@*!_-".indexOf(c) >= 0)
                && folded.chars().anyMatch(Character::isLetter)
                && !SAID_OF_KEYS.matcher(folded).matches()
                && !INFINITIVE.matcher(folded).matches()
                && !KeyWords.isOne(folded);
    }
}
