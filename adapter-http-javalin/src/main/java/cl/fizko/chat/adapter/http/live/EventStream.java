package cl.fizko.chat.adapter.http.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * One client that reads server-sent events (WHATWG HTML, "Server-sent events"). It holds no thread: what the socket does not take at
 * once waits, and a client that reads too slowly is told to reload instead of being remembered for. Thread-safe; never blocks.
 */
final class EventStream implements WriteListener {

    static final int MOST_WAITING = 256;
    static final int MOST_BYTES = 256 * 1024;

    private final ServletOutputStream out;
    private final byte[] resync;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean started;
    private boolean unflushed;
    private volatile Runnable afterwards = () -> {};

    /**
     * A stream that has sent nothing yet.
     *
     * @param resync the event that tells a client to reload
     */
    EventStream(ServletOutputStream out, byte[] resync) {
        this.out = out;
        this.resync = resync;
    }

    /** What to do once it is over, perhaps at once; it may be done twice. */
    void afterwards(Runnable task) {
        afterwards = task;
        if (ended.isDone()) {
            task.run(); // it may run twice
        }
    }

    /** Sends an event as soon as the client takes it. */
    void send(byte[] event) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING || waitingBytes > MOST_BYTES) {
                waiting.clear();
                waitingBytes = 0;
                add(resync);
            }
            add(event);
            drain();
        }
    }

    private void add(byte[] event) {
        waiting.add(event);
        waitingBytes += event.length;
    }

    @Override
    public void onWritePossible() {
        synchronized (waiting) {
            started = true; // before the container's first call a write would block
            drain();
        }
    }

    @Override
    public void onError(Throwable fault) {
        end(); // the client is gone, or has not read for too long
    }

    /** In the container's non-blocking mode: once it is not ready it calls {@link #onWritePossible} when it is. */
    private void drain() {
        try {
            while (started && !ended.isDone() && out.isReady()) {
                var next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
    }

    void end() {
        if (ended.complete(null)) {
            afterwards.run();
        }
    }

    /** Completed when it is over, for whatever reason. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
