package cl.fizko.chat.domain.agent.specialised.safety;

import cl.fizko.chat.domain.language.FoldedText;
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

    private static final int LONGEST = 400;

    /** What a message wishes; empty for almost every message. */
    public static Optional<ConsentWish> in(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var folded = FoldedText.of(text).value();
        var alone = FILLER.matcher(folded).replaceAll(" ").strip().replaceAll(" +", " ");
        if (OUT_ALONE.matcher(alone).matches() || OUT_PHRASE.matcher(folded).find()) {
            return Optional.of(OUT);
        }
        return IN_ALONE.matcher(alone).matches() ? Optional.of(IN) : Optional.empty();
    }
}
