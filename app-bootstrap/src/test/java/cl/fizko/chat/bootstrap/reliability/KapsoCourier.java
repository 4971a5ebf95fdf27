package cl.fizko.chat.bootstrap.reliability;

import cl.fizko.chat.bootstrap.endtoend.KapsoWebhooks;
import cl.fizko.chat.bootstrap.endtoend.KapsoWebhooks.Delivery;
import cl.fizko.chat.bootstrap.reliability.KapsoStandIn.Taken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers what customers write and what becomes of the answers, as Kapso does on a bad day: again until it is answered 200, now
 * and then once more although it was, under the same key or another, several messages at once, and out of order. What it does is
 * drawn from the seed; when it does it depends on the app.
 */
final class KapsoCourier implements AutoCloseable {

    static final int CUSTOMERS = 5;
    static final int LETTERS_EACH = 5;

    private static final List<String> TEXTS = List.of(
            "cuando vence el f29",
            "hola, como emito una boleta de honorarios",
            "como hago el inicio de actividades",
            "que es el regimen pro pyme",
            "cuando vence el f29?");
    private static final String FOR_A_PERSON = "quiero hablar con un contador";
    private static final List<String> STATUSES = List.of("sent", "delivered", "read");
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final long AGAIN_AFTER_MILLIS = 40;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KapsoStandIn kapso;
    private final long seed;
    private final boolean echoesOurIds;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, String> highest = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int port;
    private volatile boolean closed;

    /**
     * Delivers nothing yet.
     *
     * @param number of this courier, whose customers are no other's
     * @param echoesOurIds whether statuses carry our own ids: probably Kapso's do (contract of the webhooks, unverified)
     */
    KapsoCourier(KapsoStandIn kapso, int number, long seed, boolean echoesOurIds) {
        this.kapso = kapso;
        this.seed = seed;
        this.echoesOurIds = echoesOurIds;
        kapso.whenTaken(this::report);
        var random = new Random(seed);
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            var from = "56955%06d".formatted(number * CUSTOMERS + customer);
            var toPerson = random.nextInt(5) == 0;
            for (var i = 0; i < LETTERS_EACH; i++) {
                var last = i == LETTERS_EACH - 1;
                var text = toPerson && last ? FOR_A_PERSON : TEXTS.get(random.nextInt(TEXTS.size()));
                letters.add(new Letter(from, "wamid.IN%d.%d.%d".formatted(number, customer, i), text));
            }
        }
    }

    /** Where the app listens from now on; 0 while it is down. */
    void follow(int port) {
        this.port = port;
    }

    /** All that customers write, conversation by conversation. */
    List<Letter> letters() {
        return List.copyOf(letters);
    }

    /** The highest status that was delivered of each message, by the provider's id. */
    Map<String, String> highest() {
        return Map.copyOf(highest);
    }

    /** How many deliveries were answered anything but 200, or not at all, while the app was there. */
    int refused() {
        return refused.get();
    }

    /** Whether everything was answered 200. */
    boolean isDone() {
        return underWay.get() == 0 && letters.stream().allMatch(Letter::isAccepted);
    }

    /** Customers begin to write, each one message after the other. */
    void start() {
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            var own = letters.subList(customer * LETTERS_EACH, (customer + 1) * LETTERS_EACH);
            var random = new Random(seed * 31 + customer);
            run(() -> write(own, random));
        }
    }

    /** What Kapso delivers again although it was answered 200, in any order, while the rest goes on. */
    void repeatSome() {
        var random = new Random(seed * 37);
        var again = new ArrayList<>(letters.stream().filter(Letter::isAccepted).toList());
        Collections.shuffle(again, random);
        again.subList(0, again.size() / 3).forEach(letter -> {
            var delivery = delivery(letter, random);
            run(() -> untilAccepted(delivery));
        });
    }

    private void write(List<Letter> own, Random random) throws InterruptedException {
        for (var i = 0; i < own.size(); i++) {
            var together = i + 1 < own.size() && random.nextInt(6) == 0 ? 2 : 1;
            var some = own.subList(i, i + together);
            i += together - 1;
            some.forEach(letter -> {
                kapso.remember(letter.from(), letter.wamid(), letter.text());
                letter.leaves();
            });
            var delivery = together == 1 ? delivery(some.get(0), random) : batch(some);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
            var overtaken = random.nextInt(6) == 0;
            var twice = random.nextInt(5);
            if (overtaken) { // Kapso waits with it, and the next one comes first
                run(() -> {
                    TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MILLIS);
                    untilAccepted(delivery, some);
                });
            } else {
                untilAccepted(delivery, some);
            }
            if (twice == 0) {
                run(() -> untilAccepted(delivery, some));
            } else if (twice == 1) {
                run(() -> untilAccepted(delivery(some.get(0), random), some.subList(0, 1)));
            }
        }
    }

    private static Delivery delivery(Letter letter, Random random) {
        return random.nextInt(5) == 0
                ? KapsoWebhooks.receivedV1(letter.from(), letter.wamid(), letter.text())
                : KapsoWebhooks.received(letter.from(), letter.wamid(), letter.text());
    }

    private static Delivery batch(List<Letter> some) {
        return KapsoWebhooks.batchOf(
                some.get(0).from(),
                some.stream().map(Letter::wamid).toList(),
                some.stream().map(Letter::text).toList());
    }

    /** What becomes of a send: some of its statuses, in any order and some of them twice; the first one perhaps before the answer. */
    private void report(Taken send) {
        var random = new Random(seed ^ send.question().hashCode());
        var through = 1 + random.nextInt(STATUSES.size());
        var reached = new ArrayList<>(STATUSES.subList(0, through));
        highest.put(send.wamid(), reached.get(through - 1));
        if (random.nextInt(4) == 0) {
            reached.add(reached.get(random.nextInt(through)));
        }
        Collections.shuffle(reached, random);
        for (var status : reached) {
            var delivery = status.equals("sent") && echoesOurIds
                    ? KapsoWebhooks.sentWithCorrelation(send.to(), send.wamid(), send.correlation())
                    : KapsoWebhooks.status(send.to(), send.wamid(), status);
            var delay = random.nextInt(40);
            run(() -> {
                TimeUnit.MILLISECONDS.sleep(delay);
                untilAccepted(delivery);
            });
        }
    }

    private void untilAccepted(Delivery delivery, List<Letter> said) throws InterruptedException {
        untilAccepted(delivery);
        said.forEach(Letter::accepted);
    }

    private void untilAccepted(Delivery delivery) throws InterruptedException {
        while (!closed && !isAccepted(delivery)) {
            refused.addAndGet(port == 0 ? 0 : 1);
            TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MILLIS);
        }
        if (closed) {
            throw new InterruptedException();
        }
    }

    private boolean isAccepted(Delivery delivery) throws InterruptedException {
        var there = port;
        if (there == 0) {
            return false;
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + there + "/api/chat/webhook/"))
                .timeout(ANSWERED_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Errand {
        void run() throws InterruptedException;
    }

    private void run(Errand errand) {
        underWay.incrementAndGet();
        threads.execute(() -> {
            try {
                errand.run();
                underWay.decrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the trial has ended
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
