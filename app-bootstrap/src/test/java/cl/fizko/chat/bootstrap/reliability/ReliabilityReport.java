package cl.fizko.chat.bootstrap.reliability;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the report of what {@link Reliability} has noted. Arguments: its file, and the report's. */
public final class ReliabilityReport {

    private static final String LATE_IS_BETTER_THAN_LOST = """
            Where a node is paused for longer than a claim lasts (a minute) while it is about to send, the message becomes unknown and the
            next ones of its conversation leave. If it turns out that it surely had not left, it leaves then, after them: late is better
            than lost (`OutboxReports`).
            """;

    private static final String HEAD = """
            # Reliability

            Written by `benchmarks/reliability.sh`, which runs every trial below with every seed; `CrashProofIT` runs a few of them with
            each build. Last run: %s, %d trials, %d kills and other faults, %d accepted messages.

            ```sh
            mvn -DskipTests package
            benchmarks/reliability.sh            # all of it, 20 seeds a trial, one after the other
            benchmarks/reliability.sh -s 3 SEND_JOURNALED DISK_FULL
            ```

            ## What a trial is
            The packaged app runs as a process of its own on a real PostgreSQL (fsync on) and sends to a stand-in of Kapso that outlives it.
            Five customers write five messages each: signed webhooks in both payload versions, some with two messages, some twice under one
            key or two, some overtaken by later ones; whatever is not answered 200 is delivered again, and a third of the rest once more after
            the restart. The stand-in reports some of sent, delivered and read for each send, shuffled and now and then twice, and shows its
            history. The texts, the forms, the order and the instant of the fault are drawn from the seed.

            The process dies by SIGKILL that it sends to itself at the n-th passing of a `CrashPoint` (`-Dchat.crash=NAME:n`), or that the
            stand-in sends it while it holds the request. It is started again in the same folder; in every fourth trial it is killed once
            more, anywhere. Then nothing is done until everything is at rest, and the books are compared:

            | column | counts |
            |---|---|
            | lost | messages answered 200 that have neither an answer at the provider, nor a decision to be silent, nor a failure that is shown; or that never come to rest |
            | doubled | sends beyond the first of an answer, answers beyond the first of a message, rows nobody wrote |
            | order | messages with a place before one that was accepted before they were sent; answers that left before an earlier one |
            | status | sends that are not stored at the highest status that was reported |
            | counters | conversations whose `message_count`, `unread_count`, `last_sequence` or `handled_through` is not what their messages say |
            | unknown | answers whose call was leaving at the instant of the fault and never arrived. Nobody can know that, so they are not sent again; they end as failed (`unknown_outcome`), for a person to see ([ADR 3](adr/0003-a-journal-narrows-what-a-crash-leaves-in-doubt.md)). Not an error |
            | reached | trials in which the fault came where and when it was to come; in the others it came when all was done |

            Three things are quicker than in real life. The leases that a killed or cut off node leaves are ended by the harness instead of by thirty
            seconds of waiting; a node asks Kapso's history for lost answers after 1.5 s and gives up after 4 s instead of 2 and 10 minutes;
            passwords of the database cost nothing to check.

            """;

    private static final String COLUMNS = """
            | trial | what happened before | trials | reached | faults | accepted | lost | doubled | order | status | counters | unknown |
            |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private record Noted(String date, String trial, long seed, Finding finding) {
        static Noted parse(String line) {
            var fields = line.split("\t", 5);
            return new Noted(fields[0], fields[1], Long.parseLong(fields[2]), Finding.parse(fields[4]));
        }
    }

    private ReliabilityReport() {}

    public static void main(String[] args) throws IOException {
        var noted =
                Files.readAllLines(Path.of(args[0])).stream().map(Noted::parse).toList();
        Files.writeString(Path.of(args[1]), report(noted));
    }

    private static String report(List<Noted> noted) {
        var trials = Reliability.trials()
                .collect(Collectors.toMap(Trial::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var byTrial = noted.stream().collect(groupingBy(Noted::trial));
        var all = sum(noted);
        var text = new StringBuilder(HEAD.formatted(
                noted.stream().map(Noted::date).max(String::compareTo).orElse("never"),
                noted.size(),
                all.kills(),
                all.accepted()));
        var kills = new ArrayList<String>();
        var faults = new ArrayList<String>();
        for (var trial : trials.values()) {
            var own = byTrial.getOrDefault(trial.name(), List.of());
            (trial instanceof CrashTrial ? kills : faults).add(row("`" + trial.name() + "`", trial.sentence(), own));
        }
        text.append("## Killed there\n").append(COLUMNS).append(String.join("", kills));
        text.append("\n## Other faults\n").append(COLUMNS).append(String.join("", faults));
        text.append(row("**all**", "", noted));
        if (byTrial.values().stream().mapToInt(List::size).distinct().count() > 1) {
            text.append("\nNot all of them have run equally often: see the column \"trials\".\n");
        }
        text.append(complaints(noted));
        return text.toString();
    }

    private static String row(String name, String sentence, List<Noted> noted) {
        var sum = sum(noted);
        return "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        name,
                        sentence,
                        noted.size(),
                        noted.stream().filter(one -> one.finding().reached()).count(),
                        sum.kills(),
                        sum.accepted(),
                        sum.lost(),
                        sum.doubled(),
                        sum.disordered(),
                        sum.statuses(),
                        sum.counters(),
                        sum.unknown());
    }

    private static Finding sum(List<Noted> noted) {
        return noted.stream().map(Noted::finding).reduce(Finding.NOTHING, Finding::plus);
    }

    private static String complaints(List<Noted> noted) {
        Map<String, String> found = new LinkedHashMap<>();
        noted.stream()
                .filter(one -> !one.finding().isClean())
                .forEach(one -> found.put(
                        one.trial() + ", seed " + one.seed(),
                        String.join("; ", one.finding().remarks())));
        var text = new StringBuilder();
        found.forEach((where, what) ->
                text.append("- ").append(where).append(": ").append(what).append('\n'));
        if (text.indexOf(Audit.LATE) >= 0) {
            text.append('\n').append(LATE_IS_BETTER_THAN_LOST);
        }
        return text.isEmpty() ? "" : "\n## To be looked at\n" + text;
    }
}
