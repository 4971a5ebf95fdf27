package cl.fizko.chat.benchmarks.load;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** CPU time and memory of the app's nodes and the database from {@link #start} to {@link #stop}; memory is looked at every two seconds. */
final class ResourceUse {

    /**
     * What was used.
     *
     * @param nodeSeconds CPU time of each of the app's nodes; likewise of the database and of this process, which is load and stand-in
     * @param appMegabytes most memory (Pss) of all nodes at any look; likewise the database, shared buffers as far as touched
     * @param others share of the machine's time, 0 to 1, that went to processes which are none of these
     */
    record Used(
            List<Double> nodeSeconds,
            double databaseSeconds,
            double loadSeconds,
            double appMegabytes,
            double databaseMegabytes,
            double others) {

        double appSeconds() {
            return sum(nodeSeconds);
        }
    }

    private final List<ProcessTree> nodes;
    private final ProcessTree database;
    private final ProcessTree self;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "memory");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Double> nodesBefore;
    private final double databaseBefore;
    private final double selfBefore;
    private final double machineBefore;
    private final long began = System.nanoTime();
    private double appPeak;
    private double databasePeak;

    private ResourceUse(List<Long> nodePids, long databasePid) {
        nodes = nodePids.stream()
                .map(pid -> new ProcessTree(pid, Set.of(databasePid)))
                .toList();
        database = new ProcessTree(databasePid, Set.of());
        var measured = new HashSet<>(nodePids);
        measured.add(databasePid);
        self = new ProcessTree(ProcessHandle.current().pid(), measured);
        nodesBefore = nodeSeconds();
        databaseBefore = database.cpuSeconds();
        selfBefore = self.cpuSeconds();
        machineBefore = ProcessTree.machineBusySeconds();
    }

    /** @param nodePids in the order of the nodes */
    static ResourceUse start(List<Long> nodePids, long databasePid) {
        var use = new ResourceUse(nodePids, databasePid);
        var unused = use.looks.scheduleWithFixedDelay(use::look, 0, 2, TimeUnit.SECONDS);
        return use;
    }

    Used stop() throws InterruptedException {
        looks.shutdown();
        looks.awaitTermination(10, TimeUnit.SECONDS);
        var nodesNow = nodeSeconds();
        var nodesUsed = IntStream.range(0, nodes.size())
                .mapToObj(node -> nodesNow.get(node) - nodesBefore.get(node))
                .toList();
        var databaseUsed = database.cpuSeconds() - databaseBefore;
        var selfUsed = self.cpuSeconds() - selfBefore;
        var busy = ProcessTree.machineBusySeconds() - machineBefore;
        look();
        var seconds = (System.nanoTime() - began) / 1e9 * Runtime.getRuntime().availableProcessors();
        var others = Math.max(0, busy - sum(nodesUsed) - databaseUsed - selfUsed) / seconds;
        return new Used(nodesUsed, databaseUsed, selfUsed, appPeak, databasePeak, others);
    }

    private List<Double> nodeSeconds() {
        return nodes.stream().map(ProcessTree::cpuSeconds).toList();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private synchronized void look() {
        appPeak = Math.max(
                appPeak, nodes.stream().mapToDouble(ProcessTree::pssMegabytes).sum());
        databasePeak = Math.max(databasePeak, database.pssMegabytes());
    }
}
