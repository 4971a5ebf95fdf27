package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.port.Inbox;
import cl.fizko.chat.domain.webhook.WebhookEventStatus;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A store in memory. It can be away, and it can hold its callers until it is opened. */
final class FakeInbox implements Inbox {

    final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    /** One permit for every call that came in. */
    final Semaphore arrived = new Semaphore(0);

    /** Of each call, in their order, whether it came through the servlets and a route. */
    final Queue<Boolean> throughTheRoute = new ConcurrentLinkedQueue<>();

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<Supplier<? extends RuntimeException>> away = Optional.empty();

    void goAway(Supplier<? extends RuntimeException> failure) {
        away = Optional.of(failure);
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    void awaitArrivals(int count) throws InterruptedException {
        if (!arrived.tryAcquire(count, 30, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + arrived.availablePermits() + " of " + count + " came in");
        }
    }

    @Override
    public Receipt store(Entry entry) {
        throughTheRoute.add(StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("io.javalin."))));
        arrived.release();
        away.ifPresent(failure -> {
            throw failure.get();
        });
        try {
            if (!gate.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        entries.add(entry);
        return new Receipt(status(entry), Set.of());
    }

    private WebhookEventStatus status(Entry entry) {
        if (!keys.add(entry.key().value())) {
            return WebhookEventStatus.DUPLICATE;
        }
        return entry.quarantineReason().isPresent() ? WebhookEventStatus.QUARANTINED : WebhookEventStatus.IGNORED;
    }
}
