package cl.fizko.chat.adapter.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * Gives a request its thread only when its body, up to {@value HttpLimits#SMALL_BYTES} bytes of it, has arrived: a slow sender
 * holds a socket and what it has sent, and neither a thread nor a place among the requests in flight. What slow senders have sent is
 * bounded in all; a body that arrives at once is not concerned.
 *
 * <p>Jetty's own {@code EagerContentHandler} does the same, but (12.1.12) it takes an idle timeout for content, so that a
 * sender which falls silent is never given up.
 */
final class ShortBodyFirst extends Handler.Wrapper {

    private final long deadlineNanos;
    private final int mostWaiting;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * Before that handler.
     *
     * @param mostWaiting how many bytes of unfinished bodies are held at once
     */
    ShortBodyFirst(Handler handler, Duration deadline, int mostWaiting) {
        super(handler);
        this.deadlineNanos = deadline.toNanos();
        this.mostWaiting = mostWaiting;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isForTheRoute(request)) {
            return super.handle(request, response, callback);
        }
        return new Collecting(request, response, callback).begin();
    }

    /** Long bodies, and bodies that wait for our permission, are for the route to refuse before a byte of them is read. */
    private static boolean isForTheRoute(Request request) {
        return request.getLength() > HttpLimits.SMALL_BYTES
                || request.getHeaders().contains(HttpHeader.EXPECT);
    }

    /** The body of a request, if it is short and all of it is here; empty also where there is none. Not to be changed. */
    static Optional<byte[]> wholeBodyOf(Request request) {
        var rewound = Request.as(request, Rewound.class);
        return rewound == null || !rewound.isWhole || rewound.head.length > HttpLimits.SMALL_BYTES
                ? Optional.empty()
                : Optional.of(rewound.head);
    }

    private Executor handlers() {
        var pool = getServer().getThreadPool();
        var virtual = VirtualThreads.getVirtualThreadsExecutor(pool);
        return virtual == null ? pool : virtual;
    }

    /** One request until its body is here. Its methods run one after another, on different threads. */
    private final class Collecting implements Runnable {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final long deadline = System.nanoTime() + deadlineNanos;
        private byte[] arrived = {};
        private int length;
        private int counted;

        Collecting(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        boolean begin() throws Exception {
            var whole = read();
            return whole.isEmpty() || ShortBodyFirst.super.handle(whole.get(), response, callback);
        }

        /** More has arrived. The handler may block, which this thread must not. */
        @Override
        public void run() {
            read().ifPresent(whole -> handlers().execute(() -> proceed(whole)));
        }

        private void proceed(Request whole) {
            try {
                if (!ShortBodyFirst.super.handle(whole, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }

        /** The request to handle, or empty: then more is awaited, or the sender was given up. */
        private Optional<Request> read() {
            while (true) {
                var chunk = request.read();
                if (chunk == null) {
                    if (mayWait()) {
                        request.demand(this);
                    } else {
                        end();
                        Response.writeError(request, response, callback, 503);
                    }
                    return Optional.empty();
                }
                if (Content.Chunk.isFailure(chunk)) {
                    end();
                    giveUp(chunk.getFailure());
                    return Optional.empty();
                }
                var last = chunk.isLast();
                take(chunk);
                if (last || length > HttpLimits.SMALL_BYTES) {
                    end();
                    return Optional.of(length == 0 ? request : new Rewound(request, exactly(arrived, length), last));
                }
                if (System.nanoTime() - deadline > 0) {
                    end();
                    giveUp(new TimeoutException("the body takes too long"));
                    return Optional.empty();
                }
            }
        }

        private boolean mayWait() {
            var more = length - counted;
            counted = length;
            return waiting.addAndGet(more) <= mostWaiting || more == 0;
        }

        /** It waits no longer, whatever comes of it. */
        private void end() {
            waiting.addAndGet(-counted);
            counted = 0;
        }

        private void take(Content.Chunk chunk) {
            var more = chunk.remaining();
            if (length + more > arrived.length) {
                // The first time as long as what has come, which mostly is all.
                arrived = Arrays.copyOf(arrived, Math.max(length + more, 2 * length));
            }
            chunk.get(arrived, length, more);
            chunk.release();
            length += more;
        }

        private void giveUp(Throwable cause) {
            if (cause instanceof TimeoutException) {
                Response.writeError(request, response, callback, 408);
            } else {
                Response.writeError(request, response, callback, cause);
            }
        }
    }

    private static byte[] exactly(byte[] bytes, int length) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** The request with what was taken from it put back in front. */
    private static final class Rewound extends Request.Wrapper {

        private final byte[] head;
        private final boolean isWhole;
        private boolean isRead;

        Rewound(Request request, byte[] head, boolean isWhole) {
            super(request);
            this.head = head;
            this.isWhole = isWhole;
        }

        @Override
        public Content.Chunk read() {
            if (isRead) {
                return super.read();
            }
            isRead = true;
            return Content.Chunk.from(ByteBuffer.wrap(head), isWhole);
        }

        @Override
        public void demand(Runnable onContent) {
            if (isRead) {
                super.demand(onContent);
            } else {
                getContext().execute(onContent);
            }
        }
    }
}
