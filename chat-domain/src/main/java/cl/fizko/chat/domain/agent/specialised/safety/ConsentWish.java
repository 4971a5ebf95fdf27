package cl.fizko.chat.domain.agent.specialised.safety;

import cl.fizko.chat.domain.language.ReadText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a customer wants to be written to. Read from the letters alone, with no slip tolerated and no model asked: "no me
 * escriban" is a wish and "no me escriben" a complaint, and "baja" counts only when it is the whole message.
 */
public enum ConsentWish {
    /** No messages of our own accord any more. */
    OUT,
    /** Messages are welcome again; the same words may mean anything for one who never opted out. */
    IN;

    private static final Pattern FILLER = Pattern.compile(
            "\\b(?:por ?favor|porfa|porfis|xfa|x fa|gracias|hola|buenas|buenos dias|saludos|estimados|ya|ok)\\b|[^a-z0-9ñ ]+");
    private static final String MESSAGES =
            "(?:mensajes?|mensajitos|msjs?|msj|msg|whatsapps?|wsp|wasap|avisos?|notificacion(?:es)?|publicidad|promos?|promociones"
                    + "|ofertas|spam|propaganda)";
    private static final String ANYTHING = "(?:" + MESSAGES + "|recordatorios?|informacion|info|nada|cosas)";
    private static final String END =
            "(?= ?$| ?[.;!)]|,? por (?:este|favor|aca|aqui|wh?)| nunca| jamas|,? porfa|,? gracias| otra vez)";

    private static final Pattern OUT_ALONE = Pattern.compile(
            "(?:darme de |denme de |dame de |deme de |la )?baja|stop|stop all|unsubscribe|unsuscribe|(?:me )?(?:quiero )?desus[ck]ribir(?:me)?"
                    + "|desus[ck]riban?me|no mas mensajes|basta de mensajes");
    private static final Pattern OUT_PHRASE = Pattern.compile("\\bno (?:me|m|nos) (?:vuelvan? a |sigan? )?"
            + "(?:es[ck]ri[bv]a[ns]?|es[ck]ri[bv]ir|contacten?|molesten?|escribiendo|hablen)(?: (?:mas|\\+|nunca mas|otra vez)|"
            + END + ")"
            + "|\\bno (?:me|m|nos) (?:sigan? )?(?:manden?|mandes|mandando|envien?|envies|enviando|lleguen) (?:mas|\\+)"
            + "(?: (?:de )?(?:estos |esos |sus )?" + ANYTHING + "\\b|" + END + ")"
            + "|\\bno (?:me|m|nos) (?:manden?|mandes|envien?|envies) (?:estos |esos |sus )?" + MESSAGES + "\\b"
            + "|\\bdej(?:en|a|e) de (?:es[ck]ribir(?:me|nos)?|contactar(?:me|nos)?|molestar(?:me|nos)?)"
            + "|\\bdej(?:en|a|e) de (?:mandar|enviar)(?:me|nos)? (?:estos |esos |sus |tantos )?" + MESSAGES + "\\b"
            + "|\\bno (?:quiero|deseo|kiero) (?:que me (?:(?:es[ck]riban|contacten|molesten)(?: (?:mas|otra vez))?"
            + END + "|manden mas|envien mas)"
            + "|(?:recibir |seguir recibiendo )(?:mas |sus |estos )*" + ANYTHING + END + "|(?:mas |sus |estos )+"
            + MESSAGES + "\\b)"
            + "|\\b(?:saquen|borren|eliminen|quiten|saca|borra|elimina)(?:me|nos|n?me) de (?:la|su|esta|sus) (?:lista|listas|base)"
            + "|\\bbaja (?:de |a )(?:los |sus |estos |las |la )?(?:" + MESSAGES + "|lista)\\b"
            + "|\\bdesus[ck]rib\\w+ (?:de|a) (?:los |sus |estos |las |la )?(?:" + MESSAGES + "|lista)\\b");
    private static final Pattern IN_ALONE =
            Pattern.compile("(?:darme de |denme de |dame de )?alta|start|volver a recibir"
                    + "|(?:quiero )?(?:volver a )?recibir(?: (?:los|sus))?(?: " + MESSAGES
                    + ")?(?: de nuevo| otra vez)?"
                    + "|(?:quiero )?volver a recibir(?: (?:los|sus))?(?: " + MESSAGES
                    + ")?|(?:quiero )?sus[ck]ribir(?:me)?|reanudar");

    private static final Pattern SPACES = Pattern.compile(" +");

    /** Every phrase has one of these, and every message that is a wish alone one of those: a look spares most the rest. */
    private static final List<String> WORDS_OF_PHRASES = List.of(
            "no m", "no nos ", "dej", "no quiero ", "no deseo ", "no kiero ", "me de ", "nos de ", "baja ", "desus");

    private static final List<String> WORDS_ALONE = List.of(
            "baja", "stop", "unsubscribe", "suscrib", "suskrib", "mensajes", "alta", "start", "recibir", "reanudar");

    private static final int LONGEST = 400;

    /** What a message wishes; empty for almost every message, and so for all that have none of the words. */
    public static Optional<ConsentWish> in(ReadText text) {
        if (text.written().length() > LONGEST) {
            return Optional.empty();
        }
        var folded = text.folded().value();
        if (hasAny(folded, WORDS_OF_PHRASES) && OUT_PHRASE.matcher(folded).find()) {
            return Optional.of(OUT);
        }
        if (!hasAny(folded, WORDS_ALONE)) {
            return Optional.empty();
        }
        var alone =
                SPACES.matcher(FILLER.matcher(folded).replaceAll(" ").strip()).replaceAll(" ");
        if (OUT_ALONE.matcher(alone).matches()) {
            return Optional.of(OUT);
        }
        return IN_ALONE.matcher(alone).matches() ? Optional.of(IN) : Optional.empty();
    }

    private static boolean hasAny(String folded, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (folded.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }
}
