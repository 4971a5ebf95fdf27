package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.Token;
import java.util.List;

/** A message made ready for judging: its tokens, what they have in common, and which of them are the request. */
final class Reading {

    private final List<Token> tokens;
    private final long[] concepts;
    private final float[] emphasis;
    private final boolean[] asked;
    private final boolean courtesyStripped;
    private final boolean clauseWeighted;

    /**
     * A reading; keeps the arrays but that of courtesy.
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
        this.asked = asked;
        this.courtesyStripped = isAny(courtesy);
        this.clauseWeighted = isAnyLeftOut(asked, courtesy);
    }

    private static boolean isAny(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyLeftOut(boolean[] asked, boolean[] courtesy) {
        for (int i = 0; i < asked.length; i++) {
            if (!asked[i] && !courtesy[i]) {
                return true;
            }
        }
        return false;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The first concept of a token, from that one on; -1 if there is none. */
    int nextConcept(int token, int from) {
        for (int half = from >> 6; half < 2; half++) {
            long left = concepts[token * 2 + half] & (half == from >> 6 ? -1L << (from & 63) : -1L);
            if (left != 0) {
                return half * 64 + Long.numberOfTrailingZeros(left);
            }
        }
        return -1;
    }

    float emphasis(int token) {
        return emphasis[token];
    }

    boolean isAsked(int token) {
        return asked[token];
    }

    /** Whether a greeting, thanks or a goodbye stands besides a request. */
    boolean isCourtesyStripped() {
        return courtesyStripped;
    }

    /** Whether some clauses count less than the one that asks. */
    boolean isClauseWeighted() {
        return clauseWeighted;
    }
}
