package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        try (var bench = new Bench(folder);
                var stages = new Stages(bench)) {
            for (var seed = first; seed < first + seeds; seed++) {
                for (var trial : trials().filter(trial -> wanted.isEmpty() || wanted.contains(trial.name()))
                        .toList()) {
                    clean &= run(trial, stages, seed, results);
                }
            }
        } finally {
            PathUtils.deleteDirectory(folder);
        }
        System.exit(clean ? 0 : 1);
    }

    /** What goes wrong is a finding too, and what comes after it gets a clean stage. */
    private static boolean run(Trial trial, Stages stages, long seed, Path results) throws Exception {
        var began = System.nanoTime();
        Finding finding;
        try {
            finding = trial.run(stages.of(trial), seed);
        } catch (IOException | SQLException | RuntimeException e) {
            finding = Finding.unfinished(e.toString());
        }
        if (!finding.isClean()) {
            stages.discard(trial);
        }
        var line = "%s\t%s\t%d\t%d\t%s%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        trial.name(),
                        seed,
                        (System.nanoTime() - began) / 1_000_000,
                        finding.toLine());
        System.out.print(line);
        Files.writeString(results, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return finding.isClean();
    }

    /** The stages that are open. */
    private record Stages(Bench bench, Map<String, Stage> open) implements AutoCloseable {
        Stages(Bench bench) {
            this(bench, new HashMap<>());
        }

        Stage of(Trial trial) throws IOException, SQLException, InterruptedException {
            var stage = open.get(trial.stageName());
            if (stage == null) {
                stage = trial.stage(bench);
                open.put(trial.stageName(), stage);
            }
            return stage;
        }

        void discard(Trial trial) throws SQLException {
            var stage = open.remove(trial.stageName());
            if (stage != null) {
                stage.close();
            }
        }

        @Override
        public void close() throws SQLException {
            for (var stage : open.values()) {
                stage.close();
            }
        }
    }

    /** All of them, in the order of the report. */
    static Stream<Trial> trials() {
        return Stream.concat(
                KillPlace.all().stream().map(CrashTrial::new),
                Stream.of(new RestartTrial(), new CutTrial(), new FullDiskTrial(), new ClockTrial(), new PauseTrial()));
    }
}
