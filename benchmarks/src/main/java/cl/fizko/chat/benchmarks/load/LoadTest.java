package cl.fizko.chat.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code LoadTest SCENARIO [--option value]...}: runs it, prints a table and a line of JSON per run, then the targets; the lines
 * are kept in {@code all.ndjson} too. Exits with 1 when a target is missed, with 2 when it was called wrongly.
 */
final class LoadTest {

    private LoadTest() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("load.sh SCENARIO [--option value]...\n" + Scenario.list());
            System.exit(2);
        }
        Scenario scenario;
        Options options;
        try {
            scenario = Scenario.called(arguments[0]);
            options = Options.parse(scenario.options(), Arrays.asList(arguments).subList(1, arguments.length));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(scenario, options).stream().allMatch(Target::met) ? 0 : 1);
    }

    private static List<Target> run(Scenario scenario, Options options) throws Exception {
        var results = new ArrayList<Result>();
        for (var run : scenario.runs(options)) {
            var result = run.measure();
            results.add(result);
            System.out.print(result.table());
            System.out.println(result.json());
            Files.writeString(
                    options.path("out").resolve("all.ndjson"),
                    result.json() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        var targets = scenario.targets(results);
        targets.forEach(System.out::println);
        return targets;
    }
}
