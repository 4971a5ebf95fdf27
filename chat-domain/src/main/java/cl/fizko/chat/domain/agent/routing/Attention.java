package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.MessageReader;
import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.language.Token;
import cl.fizko.chat.domain.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds out which part of a message is the request. Greetings around it are set aside, and of several clauses the one
 * that asks counts in full: in "la clave me funciona, lo que no sé es cuándo vence el F22" the deadline is asked, not
 * the password. Immutable, hence thread-safe.
 */
final class Attention {

    private static final float COURTESY = 0.2f;
    private static final float DENIED = 0.25f;
    private static final float BACKGROUND = 0.75f;
    private static final int SHORTEST_CLAUSE = 3;

    private static final Set<String> LINKS = Set.of("pero", "sino", "entonses", "aora");

    private static final Set<String> FILLERS = Set.of(
            "fisko",
            "a",
            "todos",
            "todas",
            "el",
            "la",
            "los",
            "las",
            "ekipo",
            "senor",
            "senora",
            "don",
            "mi",
            "me",
            "i",
            "muy",
            "mui",
            "tal",
            "ke",
            "por",
            "para",
            "kon",
            "de",
            "ustedes",
            "usted",
            "en",
            "un",
            "una",
            "bien",
            "kerido",
            "kerida",
            "amigo",
            "amiga",
            "jente",
            "antemano",
            "mu#as",
            "mu#o",
            "mil",
            "todo",
            "su",
            "se",
            "les",
            "le",
            "te",
            "lo",
            "espero",
            "esten",
            "este",
            "esta",
            "estan",
            "estas",
            "komo",
            "po",
            "dia",
            "dias",
            "tarde",
            "tardes",
            "no#es");

    private record Clause(int from, int to, float score) {}

    private final MessageReader reader;
    private final Concepts concepts;
    private final int hello;
    private final int thanks;
    private final int bye;
    private final int wishes;
    private final int please;
    private final int want;
    private final int ask;
    private final int know;
    private final int haveYou;
    private final int negate;

    Attention(MessageReader reader, Concepts concepts) {
        this.reader = reader;
        this.concepts = concepts;
        this.hello = concepts.indexOf("HELLO");
        this.thanks = concepts.indexOf("THANKS");
        this.bye = concepts.indexOf("BYE");
        this.wishes = concepts.indexOf("WISHES");
        this.please = concepts.indexOf("PLEASE");
        this.want = concepts.indexOf("WANT");
        this.ask = concepts.indexOf("ASK");
        this.know = concepts.indexOf("KNOW");
        this.haveYou = concepts.indexOf("HAVEYOU");
        this.negate = concepts.indexOf("NEGATE");
    }

    Reading read(ReadText message) {
        var tokens = reader.read(message);
        var bits = concepts.of(tokens);
        var courtesy = courtesy(tokens, bits);
        var emphasis = new float[tokens.size()];
        var asked = new boolean[tokens.size()];
        var clauses = clauses(tokens, bits, courtesy);
        float best = Float.NEGATIVE_INFINITY;
        for (var clause : clauses) {
            best = Math.max(best, clause.score());
        }
        var denied = Denial.in(tokens);
        for (var clause : clauses) {
            boolean asks = clause.score() >= best - 0.5f;
            for (int i = clause.from(); i < clause.to(); i++) {
                emphasis[i] = courtesy[i] ? COURTESY : denied[i] ? DENIED : asks ? 1 : BACKGROUND;
                asked[i] = asks && !courtesy[i] && !denied[i];
            }
        }
        return new Reading(tokens, bits, emphasis, courtesy, asked);
    }

    /** Marks the courtesy before and after a request; nothing if there is no request. */
    private boolean[] courtesy(List<Token> tokens, long[] bits) {
        int n = tokens.size();
        var courtesy = new boolean[n];
        int from = 0;
        boolean greeted = false;
        while (from < n && (isPolite(bits, from) || isFiller(tokens.get(from)))) {
            greeted |= isPolite(bits, from);
            from++;
        }
        int to = n;
        boolean thanked = false;
        while (to > from && (isPolite(bits, to - 1) || isFiller(tokens.get(to - 1)))) {
            thanked |= isPolite(bits, to - 1);
            to--;
        }
        int content = 0;
        for (int i = from; i < to; i++) {
            content += tokens.get(i).kind() == Kind.BREAK || tokens.get(i).kind() == Kind.EMOJI ? 0 : 1;
        }
        if (content > 0) {
            for (int i = 0; i < n; i++) {
                courtesy[i] = (greeted && i < from)
                        || (thanked && i >= to && !tokens.get(i).text().equals("?"));
            }
        }
        return courtesy;
    }

    private boolean isPolite(long[] bits, int i) {
        return Concepts.has(bits, i, hello)
                || Concepts.has(bits, i, thanks)
                || Concepts.has(bits, i, bye)
                || Concepts.has(bits, i, wishes)
                || Concepts.has(bits, i, please);
    }

    private static boolean isFiller(Token token) {
        return token.kind() == Kind.BREAK || token.kind() == Kind.EMOJI || FILLERS.contains(token.sound());
    }

    private List<Clause> clauses(List<Token> tokens, long[] bits, boolean[] courtesy) {
        var clauses = new ArrayList<Clause>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            boolean ends = token.kind() == Kind.BREAK
                    && !token.text().equals("$")
                    && !token.text().equals("%");
            boolean turns = LINKS.contains(token.sound());
            if (turns && i - from >= SHORTEST_CLAUSE) {
                clauses.add(clause(tokens, bits, courtesy, from, i));
                from = i;
            } else if (ends && (i - from >= SHORTEST_CLAUSE || !token.text().equals(","))) {
                clauses.add(clause(tokens, bits, courtesy, from, i + 1));
                from = i + 1;
            }
        }
        if (from < tokens.size()) {
            clauses.add(clause(tokens, bits, courtesy, from, tokens.size()));
        }
        return clauses;
    }

    private Clause clause(List<Token> tokens, long[] bits, boolean[] courtesy, int from, int to) {
        float score = to == tokens.size() ? 0.6f : 0;
        boolean wants = false;
        boolean asks = false;
        boolean knows = false;
        boolean denies = false;
        int words = 0;
        for (int i = from; i < to; i++) {
            if (courtesy[i]) {
                continue;
            }
            words++;
            wants |= Concepts.has(bits, i, want);
            asks |= Concepts.has(bits, i, ask) || Concepts.has(bits, i, haveYou);
            knows |= Concepts.has(bits, i, know);
            denies |= i - from < 2 && Concepts.has(bits, i, negate) && !Concepts.has(bits, i, know);
            score += tokens.get(i).text().equals("?") ? 2 : 0;
        }
        score += (wants ? 1.2f : 0) + (asks ? 1.2f : 0) + (knows ? 1 : 0) - (denies ? 1 : 0);
        return new Clause(from, to, words < 2 ? score - 2 : score);
    }
}
