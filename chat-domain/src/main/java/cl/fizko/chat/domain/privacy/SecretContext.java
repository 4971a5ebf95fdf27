package cl.fizko.chat.domain.privacy;

import java.util.Set;

/** The words that stand between the name of a key and the key itself. */
final class SecretContext {

    /** They say that what follows is the key. */
    private static final Set<String> CONNECTORS =
            Set.of("es", "is", "era", "seria", "sera", "fue", "va", ":", "=", "-", "->", "=>", "–", "—", "::", ":-");

    /** They say what kind of key it is. */
    private static final Set<String> QUALIFIERS = words("de del la el los las mi mis su tu sus nuestra sii unica"
            + " tributaria tributario impuestos internos fizko portal app aplicacion plataforma pagina web correo mail"
            + " cuenta acceso usuario rut nueva nuevo actual antigua anterior vieja provisoria temporal secreta personal"
            + " certificado digital internet banco banca empresa sociedad my the");

    /** They stand between without saying much. */
    private static final Set<String> LINKERS = words("y e / | , ; para entrar ingresar esta este siguiente sgte abajo"
            + " aqui aca ahi nomas nomás po pues que uso usamos ocupo ocupamos tengo tenemos puse pusimos me nos dieron dio"
            + " llego mandaron ahora antes ya creo bueno te paso les doy sii.cl = and user");

    private static final Set<String> ARTICLES = Set.of("la", "el", "esta", "este", "siguiente", "sgte", "creo");

    private static final Set<String> SMALL_NUMBERS = words(
            "cero uno dos tres cuatro cinco seis siete ocho nueve diez mayuscula minuscula punto guion arroba gato");

    private SecretContext() {}

    static boolean connects(String folded) {
        return CONNECTORS.contains(folded);
    }

    static boolean qualifies(String folded) {
        return QUALIFIERS.contains(folded);
    }

    static boolean links(String folded) {
        return LINKERS.contains(folded);
    }

    /** Whether the key may still come right after the word that announced it: "es la ...". */
    static boolean keepsAnnouncing(String folded) {
        return ARTICLES.contains(folded);
    }

    /** Whether it is a word of a key that is spelt out: "a", "12", "tres". */
    static boolean spells(String folded) {
        return SMALL_NUMBERS.contains(folded)
                || folded.matches("\\d{1,2}")
                || (folded.matches("[a-z]") && !folded.equals("y"));
    }

    /** Whether it is a name of a key or one of these words, so that a sign after it is none of the word's. */
    static boolean isWord(String folded) {
        return KeyWords.isOne(folded)
                || CONNECTORS.contains(folded)
                || QUALIFIERS.contains(folded)
                || LINKERS.contains(folded);
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }
}
