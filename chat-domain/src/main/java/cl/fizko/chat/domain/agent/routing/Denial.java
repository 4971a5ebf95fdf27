package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.Token;
import cl.fizko.chat.domain.language.Token.Kind;
import java.util.List;
import java.util.Set;

/**
 * Finds what a message says it is not about: "no es boleta de honorarios", "no por el iva", "no la del sii". A plain "no
 * puedo" or "no funciona" denies nothing.
 */
final class Denial {

    private static final Set<String> TOPIC_FOLLOWS = Set.of(
            "es",
            "era",
            "son",
            "de",
            "del",
            "la",
            "el",
            "los",
            "las",
            "por",
            "una",
            "un",
            "pregunto",
            "ando",
            "bengo",
            "emito",
            "ago",
            "fakturo",
            "tiene");

    private static final Set<String> CONTRAST = Set.of("sino", "pero", "lo", "solo", "ke", "kiero", "nesesito", "aora");

    private static final int REACH = 6;

    private Denial() {}

    /** For each token whether it is denied. */
    static boolean[] in(List<Token> tokens) {
        var denied = new boolean[tokens.size()];
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).sound().equals("no")
                    && TOPIC_FOLLOWS.contains(tokens.get(i + 1).sound())) {
                int end = Math.min(tokens.size(), i + 2 + REACH);
                for (int j = i + 1; j < end; j++) {
                    var token = tokens.get(j);
                    if (j > i + 1 && (token.kind() == Kind.BREAK || CONTRAST.contains(token.sound()))) {
                        break;
                    }
                    denied[j] = true;
                }
            }
        }
        return denied;
    }
}
