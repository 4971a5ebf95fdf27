package cl.fizko.chat.bootstrap.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Kapso's Meta proxy on loopback: records what is sent, accepts it, or does what the script says. */
final class KapsoDouble implements AutoCloseable {

    /** What the double received and what it made of it. */
    record Send(
            String path,
            String apiKey,
            String to,
            String text,
            String correlation,
            String wamid,
            boolean accepted,
            long arrivedAtNanos) {}

    /** One answer of the script. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange, String wamid) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Behaviour> gets = new ConcurrentHashMap<>();
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<Send> sends = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final AtomicInteger counter = new AtomicInteger();
    private volatile Consumer<Send> beforeAnswer = send -> {};
    private volatile Duration latency = Duration.ZERO;

    KapsoDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/meta/whatsapp/v24.0";
    }

    /** The next call is answered like this; those after it by the rest of the script, then accepted. */
    KapsoDouble next(Behaviour behaviour) {
        script.add(behaviour);
        return this;
    }

    /** What GET of a path with that end is answered; anything else is an empty list. */
    KapsoDouble serves(String pathEnd, Behaviour behaviour) {
        gets.put(pathEnd, behaviour);
        return this;
    }

    /** Takes its time over every answer. */
    void answersAfter(Duration latency) {
        this.latency = latency;
    }

    /** Done with each call before it is answered. */
    void beforeAnswering(Consumer<Send> action) {
        beforeAnswer = action;
    }

    static Behaviour status(int code, String body, Map<String, String> headers) {
        return (exchange, wamid) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            reply(exchange, code, body);
        };
    }

    /** The request was read, the connection is gone. */
    static Behaviour dropped() {
        return (exchange, wamid) -> exchange.close();
    }

    List<Send> sends() {
        lock.lock();
        try {
            return List.copyOf(sends);
        } finally {
            lock.unlock();
        }
    }

    List<Send> accepted() {
        return sends().stream().filter(Send::accepted).toList();
    }

    /** Waits until that many calls have arrived, for anybody. */
    List<Send> awaitSends(int count, Duration patience) throws InterruptedException {
        return await(send -> true, count, patience);
    }

    /** Waits until that many calls have arrived for one customer. */
    List<Send> awaitSendsTo(String customer, int count, Duration patience) throws InterruptedException {
        return await(send -> send.to().endsWith(customer), count, patience);
    }

    private List<Send> await(Predicate<Send> which, int count, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lock();
        try {
            while (true) {
                var found = sends.stream().filter(which).toList();
                if (found.size() >= count) {
                    return found;
                }
                if (left <= 0) {
                    throw new AssertionError(
                            "only " + found.size() + " of " + count + " sends came within " + patience);
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                var path = exchange.getRequestURI().getPath();
                var served = gets.entrySet().stream()
                        .filter(get -> path.endsWith(get.getKey()))
                        .findFirst();
                if (served.isPresent()) {
                    served.get().getValue().answer(exchange, "");
                } else {
                    reply(exchange, 200, "{\"data\":[]}"); // remembers nothing
                }
                return;
            }
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var wamid = "wamid.OUT" + counter.incrementAndGet();
            var scripted = script.poll();
            var send = send(exchange, body, wamid, scripted == null);
            beforeAnswer.accept(send);
            remember(send);
            TimeUnit.NANOSECONDS.sleep(latency.toNanos());
            if (scripted == null) {
                reply(
                        exchange,
                        200,
                        "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"%s\"}]}".formatted(wamid));
            } else {
                scripted.answer(exchange, wamid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Send send(HttpExchange exchange, JsonNode body, String wamid, boolean accepted) {
        return new Send(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("X-API-Key"),
                body.path("to").asText(),
                body.path("text").path("body").asText(),
                body.path("biz_opaque_callback_data").asText(),
                wamid,
                accepted,
                System.nanoTime());
    }

    private void remember(Send send) {
        lock.lock();
        try {
            sends.add(send);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void reply(HttpExchange exchange, int code, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
