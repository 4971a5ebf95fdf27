package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process and its descendants, as Linux tells of them (proc(5)); those that are gone count as nothing. */
final class ProcessTree {

    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, on every Linux that Java runs on
    private static final int PARENT = 1;
    private static final int FIRST_OF_FOUR_TIMES = 11; // own user and system, and those of children that have ended

    private final long root;
    private final Set<Long> without;

    /** @param without trees of their own, though they may descend from this one */
    ProcessTree(long root, Set<Long> without) {
        this.root = root;
        this.without = Set.copyOf(without);
    }

    /** CPU time in seconds, user and system, so far. */
    double cpuSeconds() {
        return members().stream().mapToDouble(ProcessTree::cpuSeconds).sum();
    }

    /** Memory in MB, of which what is shared with others is split among them. */
    double pssMegabytes() {
        return members().stream().mapToDouble(ProcessTree::pss).sum() / 1024;
    }

    /** CPU time of the whole machine since its start, without idleness, in seconds. */
    static double machineBusySeconds() {
        var fields =
                read(PROC.resolve("stat")).lines().findFirst().orElseThrow().split(" +", -1);
        var ticks = 0L;
        for (var i = 1; i <= 8; i++) {
            ticks += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private List<Long> members() {
        var children = new HashMap<Long, List<Long>>();
        try (var folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var folder : folders) {
                var fields = fields(folder);
                if (fields.length > 0) {
                    children.computeIfAbsent(Long.parseLong(fields[PARENT]), parent -> new ArrayList<>())
                            .add(Long.parseLong(folder.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var members = new ArrayList<Long>();
        collect(root, children, members);
        return members;
    }

    private void collect(long process, Map<Long, List<Long>> children, List<Long> members) {
        members.add(process);
        for (var child : children.getOrDefault(process, List.of())) {
            if (!without.contains(child)) {
                collect(child, children, members);
            }
        }
    }

    private static double cpuSeconds(long process) {
        var fields = fields(PROC.resolve(Long.toString(process)));
        var ticks = 0L;
        for (var i = FIRST_OF_FOUR_TIMES; fields.length > 0 && i < FIRST_OF_FOUR_TIMES + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long pss(long process) {
        return read(PROC.resolve(Long.toString(process)).resolve("smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** The fields of {@code stat} after the name, which may hold anything; none if the process is gone. */
    private static String[] fields(Path process) {
        var stat = read(process.resolve("stat"));
        return stat.isEmpty()
                ? new String[0]
                : stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // it has ended, perhaps while it was read, or is not ours to see
        }
    }
}
