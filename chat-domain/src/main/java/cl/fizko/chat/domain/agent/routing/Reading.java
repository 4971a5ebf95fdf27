package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.Token;
import java.util.List;

/** A message made ready for judging: its tokens, what they have in common, and which of them are the request. */
final class Reading {

    private final List<Token> tokens;
    private final long[] concepts;
    private final float[] emphasis;
    private final boolean[] courtesy;
    private final boolean[] asked;

    /**
     * A reading; keeps the arrays.
     *
     * @param concepts see {@link Concepts#of}
     * @param emphasis for each token how much it counts
     * @param courtesy for each token whether it belongs to a greeting, thanks or goodbye around a request
     * @param asked for each token whether it stands in the clause that asks
     */
    Reading(List<Token> tokens, long[] concepts, float[] emphasis, boolean[] courtesy, boolean[] asked) {
        this.tokens = tokens;
        this.concepts = concepts;
        this.emphasis = emphasis;
        this.courtesy = courtesy;
        this.asked = asked;
    }

    List<Token> tokens() {
        return tokens;
    }

    boolean has(int token, int concept) {
        return Concepts.has(concepts, token, concept);
    }

    float emphasis(int token) {
        return emphasis[token];
    }

    boolean isAsked(int token) {
        return asked[token];
    }

    /** Whether a greeting, thanks or a goodbye stands besides a request. */
    boolean isCourtesyStripped() {
        for (boolean stripped : courtesy) {
            if (stripped) {
                return true;
            }
        }
        return false;
    }

    /** Whether some clauses count less than the one that asks. */
    boolean isClauseWeighted() {
        for (int i = 0; i < asked.length; i++) {
            if (!asked[i] && !courtesy[i]) {
                return true;
            }
        }
        return false;
    }
}
