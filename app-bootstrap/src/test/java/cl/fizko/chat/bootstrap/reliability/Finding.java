package cl.fizko.chat.bootstrap.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a trial found.
 *
 * @param accepted messages of customers that were answered 200
 * @param reached whether the process died where it was to die
 * @param kills processes that were killed
 * @param lost accepted messages with neither an answer, nor a person, nor a visible failure
 * @param doubled answers at the provider beyond the first, and rows beyond the first
 * @param disordered messages stored or answered before an earlier one of their conversation
 * @param statuses messages that are not at the highest status reported of them
 * @param counters conversations with a count or a mark that is not what their messages say
 * @param unknown answers whose call was leaving at the instant of a kill: not sent again, for a person to see (ADR 3)
 * @param remarks what to look at, if anything is wrong
 */
record Finding(
        int accepted,
        boolean reached,
        int kills,
        int lost,
        int doubled,
        int disordered,
        int statuses,
        int counters,
        int unknown,
        List<String> remarks) {

    static final Finding NOTHING = new Finding(0, true, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** A trial that did not come to its end, which counts as a loss. */
    static Finding unfinished(String why) {
        return new Finding(0, true, 0, 1, 0, 0, 0, 0, 0, List.of(why));
    }

    Finding {
        remarks = List.copyOf(remarks);
    }

    /** Read back by {@link #parse}. */
    String toLine() {
        return String.join(
                        "\t",
                        Stream.of(accepted, reached, kills, lost, doubled, disordered, statuses, counters, unknown)
                                .map(Object::toString)
                                .toList())
                + "\t" + String.join("; ", remarks).replaceAll("[\t\n]", " ");
    }

    static Finding parse(String line) {
        var fields = line.split("\t", 10);
        return new Finding(
                Integer.parseInt(fields[0]),
                Boolean.parseBoolean(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                Integer.parseInt(fields[5]),
                Integer.parseInt(fields[6]),
                Integer.parseInt(fields[7]),
                Integer.parseInt(fields[8]),
                fields[9].isEmpty() ? List.of() : List.of(fields[9]));
    }

    boolean isClean() {
        return lost + doubled + disordered + statuses + counters == 0;
    }

    Finding with(int kills, boolean reached) {
        return new Finding(accepted, reached, kills, lost, doubled, disordered, statuses, counters, unknown, remarks);
    }

    Finding plus(Finding other) {
        var all = new ArrayList<>(remarks);
        all.addAll(other.remarks);
        return new Finding(
                accepted + other.accepted,
                reached && other.reached,
                kills + other.kills,
                lost + other.lost,
                doubled + other.doubled,
                disordered + other.disordered,
                statuses + other.statuses,
                counters + other.counters,
                unknown + other.unknown,
                all);
    }
}
