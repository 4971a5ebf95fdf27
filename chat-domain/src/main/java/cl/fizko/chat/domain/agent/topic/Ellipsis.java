package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.language.ReadText;
import java.util.List;
import java.util.Set;

/**
 * How much of a question a message leaves to the one before it: "¿y el de enero?" says nothing by itself, "¿y para la boleta?"
 * says half.
 */
public enum Ellipsis {
    /** A message of its own. */
    NONE,
    /** It leans on what was said, and says something too. */
    LEANING,
    /** Small words, dates, amounts and forms: without the question before it there is none. */
    BARE;

    private static final int LONGEST = 9;
    private static final int MOST_CONTENT_WITHOUT_LINK = 2;

    /** They open a message without saying anything. */
    private static final Set<String> OPENERS = words(
            "ok oka alo ya ah aa aah oh oye oie mm mmm dale perfecto genial bueno gracias grax super hola sorry perdon po");

    private static final Set<String> LINKS = words("y i e pero entonces ntonces tonces tambien tb");

    private static final Set<String> QUESTION_WORDS =
            words("cuando cuanto cuantos cuanta cual cuales como donde kuanto kuando");

    private static final Set<String> DATES =
            words("enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre"
                    + " noviembre diciembre ene feb mar abr may jun jul ago sep sept oct nov dic hoy ayer manana mes ano dia fecha"
                    + " semana lunes martes miercoles jueves viernes sabado domingo feriado pasado proximo siguiente anterior"
                    + " periodo finde");

    private static final Set<String> FIGURES =
            words("lucas luca lukas palos palo mil millon millones pesos clp uf utm k m melon"
                    + " medio medios f form formulario");

    private static final Set<String> SMALL = words(
            "a al ante con de del desde en para pa pal por x sin hasta hacia segun o u si q"
                    + " que k el la los las lo un una unos unas este esta esto ese esa eso estos esas aquel mi tu su me te se le les nos"
                    + " es era son seria sera fuera fue hay va no ya mas menos muy solo otro otra otros otras mismo misma igual ahora"
                    + " despues antes ahi aca caso quedaria queda saldria seria hago hace hacer digo porfa d l m n tb tanto entre");

    /** How a message leans on what was said before. */
    public static Ellipsis of(ReadText text) {
        var words = text.words();
        int from = 0;
        while (from < words.size() - 1 && OPENERS.contains(words.written(from))) {
            from++;
        }
        int left = words.size() - from;
        if (left == 0 || left > LONGEST) {
            return NONE;
        }
        boolean questionMark = text.folded().value().contains("?");
        boolean linked = LINKS.contains(words.written(from));
        boolean asks = questionMark;
        boolean figure = false;
        int content = 0;
        for (int i = from; i < words.size(); i++) {
            var word = words.written(i);
            asks |= QUESTION_WORDS.contains(word);
            figure |= isDateOrFigure(word);
            content += saysSomething(word) ? 1 : 0;
        }
        if (content == 0) {
            return figure || ((linked || asks) && left > 1) ? BARE : NONE;
        }
        boolean curt = questionMark && left == 1 && !OPENERS.contains(words.written(from));
        return linked || curt || (figure && content <= MOST_CONTENT_WITHOUT_LINK) ? LEANING : NONE;
    }

    /** Whether a message has any word besides the likes of "ok, gracias". */
    static boolean isMoreThanFiller(ReadText text) {
        var words = text.words();
        for (int i = 0; i < words.size(); i++) {
            if (!OPENERS.contains(words.written(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysSomething(String word) {
        return !isDateOrFigure(word)
                && !SMALL.contains(word)
                && !LINKS.contains(word)
                && !QUESTION_WORDS.contains(word);
    }

    private static boolean isDateOrFigure(String word) {
        return Character.isDigit(word.charAt(0)) || DATES.contains(word) || FIGURES.contains(word);
    }

    private static Set<String> words(String words) {
        return Set.copyOf(List.of(words.split(" ", -1)));
    }
}
