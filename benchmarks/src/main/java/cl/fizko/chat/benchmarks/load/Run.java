package cl.fizko.chat.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One measured run: a fresh app, the ceiling, the past, the other nodes, a warm-up, the load, the drain. */
final class Run {

    private static final long QUARTER_SECOND = 250;

    private final String name;
    private final Options options;

    Run(String name, Options options) {
        this.name = name;
        this.options = options;
    }

    private static final String LEFT_TO_A_PERSON = """
            select split_part(m.external_id, '.', 3)::int
              from auto_reply_decisions d join whatsapp_messages m on m.id = d.message_id
             where d.silence = 'a human owns the conversation' and m.external_id like 'wamid.LOAD%s.%%'""";

    Result measure() throws IOException, InterruptedException, SQLException, ExecutionException {
        var folder = options.path("out").resolve(name);
        delete(folder);
        Files.createDirectories(folder);
        var behaviour = new KapsoStub.Behaviour(
                options.number("latency-ms"),
                options.decimal("errors-500"),
                options.decimal("errors-429"),
                options.number("seed"));
        try (var stub = new KapsoStub(behaviour);
                var nodes = Nodes.start(
                        new AppProcess.Setup(
                                options.path("jar"),
                                List.of(options.text("java-options").split(" ")),
                                options.text("compiler"),
                                stub.port()),
                        folder)) {
            return measure(folder, stub, nodes);
        } finally {
            if (!options.on("keep-data")) {
                for (var data : Nodes.dataDirs(folder, options.number("nodes"))) {
                    delete(data);
                }
                Files.deleteIfExists(folder.resolve("load.bin"));
                Files.deleteIfExists(folder.resolve("warmup.bin"));
            }
        }
    }

    private Result measure(Path folder, KapsoStub stub, Nodes nodes)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        var server = EmbeddedServer.under(nodes.first().dataDir());
        var port = nodes.first().port();
        try (var warmup = corpus(folder.resolve("warmup.bin"), "W", warmupMessages(), 0, 0, port);
                var load = corpus(
                        folder.resolve("load.bin"),
                        "L",
                        options.messages(),
                        warmRounds(),
                        options.decimal("duplicates"),
                        port)) {
            say("prepared %,d requests, %,d MB", load.deliveries(), load.bytes() >> 20);
            var ceiling = Ceiling.measure(server, options, load.sampleBody(), folder);
            say("ceiling: %,.0f inserts/s by %s", ceiling.perSecond(), ceiling.by());
            var filling = options.number("past-messages") == 0
                    ? 0
                    : StoredPast.store(server, options.number("past-messages"), options.number("past-conversations"));
            // Not before: the ceiling's clients and these would be more than the server takes.
            nodes.join(options.number("nodes") - 1, server);
            stub.expect("W", warmup.messages());
            drain(stub, send(warmup, nodes, 0).acceptedMessages());
            var liveBefore = nodes.liveHeapMegabytes();
            say("warm; sending");

            stub.expect("L", load.messages());
            if (options.number("campaign") > 0) {
                Campaign.queue(server, options.number("campaign"));
            }
            var use = ResourceUse.start(nodes.pids(), server.pid());
            var deliveries = send(load, nodes, options.decimal("rate"));
            say("sent; waiting for the replies");
            drain(stub, deliveries.acceptedMessages());
            var used = use.stop();
            var outcome = Outcome.of(
                    deliveries, stub.sends(), server.numbers(EmbeddedServer.APP, LEFT_TO_A_PERSON.formatted("L")));
            var heap = new Result.Heap(
                    liveBefore, nodes.liveHeapMegabytes(), nodes.first().gcLog().leastPerMinute());
            return new Result(name, options, outcome, used, ceiling, heap, filling);
        }
    }

    /** Each node becomes as warm as the only one would. */
    private int warmupMessages() {
        return options.number("warmup") * options.number("nodes");
    }

    private int warmRounds() {
        return 1 + warmupMessages() / options.number("conversations");
    }

    private Corpus corpus(Path file, String run, int messages, int round, double duplicates, int port)
            throws IOException {
        var conversations = Math.max(1, Math.min(options.number("conversations"), messages));
        var stride = Math.max(1, options.number("past-conversations") / conversations);
        var shape = new Corpus.Shape(run, messages, conversations, stride, round, duplicates, options.number("seed"));
        return Corpus.write(
                file,
                shape,
                new Corpus.Target(
                        "127.0.0.1", port, AppProcess.WEBHOOK_PATH, AppProcess.SECRET, AppProcess.PHONE_NUMBER_ID));
    }

    private Deliveries send(Corpus corpus, Nodes nodes, double rate) throws IOException {
        return new LoadGenerator(corpus, nodes.addresses(), options.number("connections"), rate, options.on("roaming"))
                .run();
    }

    /** Until every accepted message is replied to, and a moment longer for doubles; or until nothing comes any more. */
    private void drain(KapsoStub stub, int accepted) throws InterruptedException {
        var settle = options.millis("settle-ms").toNanos();
        var began = System.nanoTime();
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(options.number("drain-s"))) {
            var quiet = System.nanoTime() - Math.max(began, stub.newest());
            if (quiet > settle || (stub.replied() >= accepted && quiet > settle / 4)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(QUARTER_SECOND);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void say(String format, Object... values) {
        System.err.println(name + ": " + String.format(Locale.ROOT, format, values));
    }
}
