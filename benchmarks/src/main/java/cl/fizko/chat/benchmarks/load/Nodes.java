package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The app's processes on one database: the first one, which runs it, and those that have joined. Not thread-safe. */
final class Nodes implements AutoCloseable {

    private final AppProcess.Setup setup;
    private final Path folder;
    private final List<AppProcess> all = new ArrayList<>();

    private Nodes(AppProcess.Setup setup, Path folder) {
        this.setup = setup;
        this.folder = folder;
    }

    /** Starts the first one in that empty folder. */
    static Nodes start(AppProcess.Setup setup, Path folder) throws IOException, InterruptedException {
        var nodes = new Nodes(setup, folder);
        nodes.all.add(AppProcess.start(setup, folder));
        return nodes;
    }

    /** Starts that many more, one after the other. */
    void join(int more, EmbeddedServer server) throws IOException, InterruptedException {
        for (var i = 0; i < more; i++) {
            all.add(AppProcess.join(setup, Files.createDirectories(folderOf(folder, all.size())), server));
        }
    }

    AppProcess first() {
        return all.get(0);
    }

    List<InetSocketAddress> addresses() {
        return all.stream()
                .map(node -> new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()))
                .toList();
    }

    List<Long> pids() {
        return all.stream().map(AppProcess::pid).toList();
    }

    /** What is left in all of them when all garbage is collected; NaN where the JDK has no jcmd. */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        var sum = 0.0;
        for (var node : all) {
            sum += node.liveHeapMegabytes();
        }
        return sum;
    }

    /** Where so many nodes that were started in that folder have their DATA_DIRs. */
    static List<Path> dataDirs(Path folder, int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> folderOf(folder, node).resolve(AppProcess.DATA))
                .toList();
    }

    /** Ends all of them, the one with the database last. */
    @Override
    public void close() {
        IllegalStateException fault = null;
        for (var i = all.size() - 1; i >= 0; i--) {
            try {
                all.get(i).close();
            } catch (IllegalStateException e) {
                fault = e;
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private static Path folderOf(Path folder, int node) {
        return node == 0 ? folder : folder.resolve("node-" + (node + 1));
    }
}
