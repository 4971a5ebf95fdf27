package cl.fizko.chat.benchmarks.load;

import java.util.Locale;

/** A figure beside what it should be, if it is to be anything. */
record Target(String what, double measured, String bound, boolean met) {

    private static final String UNJUDGED = "only told";

    /** A figure that has no bound, to be seen beside others. */
    static Target told(String what, double measured) {
        return new Target(what, measured, UNJUDGED, true);
    }

    static Target atLeast(String what, double measured, double bound) {
        return new Target(what, measured, "at least " + bound, measured >= bound);
    }

    static Target atMost(String what, double measured, double bound) {
        return new Target(what, measured, "at most " + bound, measured <= bound);
    }

    /** Nothing lost, doubled, out of order, or said without being asked but for the campaign. */
    static Target faultless(Result result) {
        var outcome = result.outcome();
        var faults = outcome.lost()
                + outcome.doubled()
                + outcome.outOfOrder()
                + outcome.uncalledFor()
                + result.unexplained();
        return atMost("faults in " + result.name(), faults, 0);
    }

    @Override
    public String toString() {
        var verdict = bound.equals(UNJUDGED) ? "" : met ? "met" : "MISSED";
        return String.format(Locale.ROOT, "  %-6s %-44s %10.3f  %s", verdict, what, measured, bound);
    }
}
