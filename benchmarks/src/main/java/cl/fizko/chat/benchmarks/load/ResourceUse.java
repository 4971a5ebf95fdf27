package cl.fizko.chat.benchmarks.load;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** CPU time and memory of app and database from {@link #start} to {@link #stop}; memory is looked at every two seconds. */
final class ResourceUse {

    /**
     * What was used.
     *
     * @param appSeconds CPU time of the app; likewise of the database and of this process, which is load and stand-in
     * @param appMegabytes most memory (Pss) at any look; likewise the database, shared buffers as far as touched
     * @param others share of the machine's time, 0 to 1, that went to processes which are none of these
     */
    record Used(
            double appSeconds,
            double databaseSeconds,
            double loadSeconds,
            double appMegabytes,
            double databaseMegabytes,
            double others) {}

    private final ProcessTree app;
    private final ProcessTree database;
    private final ProcessTree self;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "memory");
        thread.setDaemon(true);
        return thread;
    });
    private final double appBefore;
    private final double databaseBefore;
    private final double selfBefore;
    private final double machineBefore;
    private final long began = System.nanoTime();
    private double appPeak;
    private double databasePeak;

    private ResourceUse(long appPid, long databasePid) {
        app = new ProcessTree(appPid, Set.of(databasePid));
        database = new ProcessTree(databasePid, Set.of());
        self = new ProcessTree(ProcessHandle.current().pid(), Set.of(appPid, databasePid));
        appBefore = app.cpuSeconds();
        databaseBefore = database.cpuSeconds();
        selfBefore = self.cpuSeconds();
        machineBefore = ProcessTree.machineBusySeconds();
    }

    static ResourceUse start(long appPid, long databasePid) {
        var use = new ResourceUse(appPid, databasePid);
        var unused = use.looks.scheduleWithFixedDelay(use::look, 0, 2, TimeUnit.SECONDS);
        return use;
    }

    Used stop() throws InterruptedException {
        looks.shutdown();
        looks.awaitTermination(10, TimeUnit.SECONDS);
        var appUsed = app.cpuSeconds() - appBefore;
        var databaseUsed = database.cpuSeconds() - databaseBefore;
        var selfUsed = self.cpuSeconds() - selfBefore;
        var busy = ProcessTree.machineBusySeconds() - machineBefore;
        look();
        var seconds = (System.nanoTime() - began) / 1e9 * Runtime.getRuntime().availableProcessors();
        var others = Math.max(0, busy - appUsed - databaseUsed - selfUsed) / seconds;
        return new Used(appUsed, databaseUsed, selfUsed, appPeak, databasePeak, others);
    }

    private synchronized void look() {
        appPeak = Math.max(appPeak, app.pssMegabytes());
        databasePeak = Math.max(databasePeak, database.pssMegabytes());
    }
}
