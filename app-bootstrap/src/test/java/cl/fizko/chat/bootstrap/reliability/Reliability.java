package cl.fizko.chat.bootstrap.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * Runs every trial with every seed and notes what it found, a line a trial: see {@code benchmarks/reliability.sh}.
 *
 * <p>Arguments: how many seeds, the first of them, the file to append to, and names of trials if not all are wanted.
 */
public final class Reliability {

    private Reliability() {}

    public static void main(String[] args) throws Exception {
        var seeds = Integer.parseInt(args[0]);
        var first = Long.parseLong(args[1]);
        var results = Path.of(args[2]);
        var wanted = List.of(args).subList(3, args.length);
        var folder = Files.createTempDirectory("reliability");
        var clean = true;
        try (var bench = new Bench(folder)) {
            for (var trial : trials().filter(trial -> wanted.isEmpty() || wanted.contains(trial.name()))
                    .toList()) {
                clean &= run(trial, bench, first, seeds, results);
            }
        } finally {
            PathUtils.deleteDirectory(folder);
        }
        System.exit(clean ? 0 : 1);
    }

    /** On one stage, until something is wrong: what comes after that gets a clean one. */
    private static boolean run(Trial trial, Bench bench, long first, int seeds, Path results) throws Exception {
        var clean = true;
        var stage = trial.stage(bench);
        try {
            for (var seed = first; seed < first + seeds; seed++) {
                var began = System.nanoTime();
                var finding = trial.run(stage, seed);
                var millis = (System.nanoTime() - began) / 1_000_000;
                var line = "%s\t%s\t%d\t%d\t%s%n"
                        .formatted(LocalDate.now(ZoneOffset.UTC), trial.name(), seed, millis, finding.toLine());
                System.out.print(line);
                Files.writeString(results, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                clean &= finding.isClean();
                if (!finding.isClean()) {
                    stage.close();
                    stage = trial.stage(bench);
                }
            }
        } finally {
            stage.close();
        }
        return clean;
    }

    /** All of them, in the order of the report. */
    static Stream<Trial> trials() {
        return Stream.concat(
                KillPlace.all().stream().map(CrashTrial::new),
                Stream.of(new RestartTrial(), new CutTrial(), new FullDiskTrial(), new ClockTrial(), new PauseTrial()));
    }
}
