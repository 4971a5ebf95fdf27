package cl.fizko.chat.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies, and never holds more of one than allowed, whatever its sender declares. Long bodies are counted, because they
 * hold memory. Thread-safe.
 */
public final class RequestBodies {

    /** A body; until it is closed it counts as held. */
    public interface Body extends AutoCloseable {
        byte[] bytes();

        @Override
        void close();
    }

    /** What an honest sender may overshoot before we hang up instead of telling it. */
    private static final int PATIENCE = 4;

    private static final int RETRY_AFTER_SECONDS = 10;

    private final int limit;
    private final Semaphore large;
    private final long deadlineNanos;

    public RequestBodies(int limit, int largeAtOnce, Duration deadline) {
        this.limit = limit;
        this.large = new Semaphore(largeAtOnce);
        this.deadlineNanos = deadline.toNanos();
    }

    /**
     * The whole body.
     *
     * @throws ProblemException 413 if it is too long, 503 if too many long ones are held, 408 if it takes too long
     */
    public Body read(HttpServletRequest request) throws IOException {
        var declared = request.getContentLengthLong();
        if (declared > limit && (request.getHeader("Expect") != null || declared > (long) (PATIENCE + 1) * limit)) {
            throw tooLarge(); // before the stream is asked for, because that gives the permission to send
        }
        var input = new Input(request.getInputStream(), System.nanoTime() + deadlineNanos);
        if (declared > limit) {
            throw tooLarge(input);
        }
        var small = Math.min(limit, HttpLimits.SMALL_BYTES);
        if (declared > small) {
            return large(input, new byte[0]);
        }
        var head = input.upTo(declared >= 0 ? (int) declared : small + 1);
        return head.length <= small ? small(head) : large(input, head);
    }

    private static Body small(byte[] bytes) {
        return new Body() {
            @Override
            public byte[] bytes() {
                return bytes;
            }

            @Override
            public void close() {}
        };
    }

    private Body large(Input input, byte[] head) throws IOException {
        if (!large.tryAcquire()) {
            input.discard(limit); // else the connection is reset under the sender, who then never sees the answer
            throw new ProblemException(Problem.busy("too many long deliveries are being handled", RETRY_AFTER_SECONDS));
        }
        var handedOver = false;
        try {
            var tail = input.upTo(limit - head.length + 1);
            if (head.length + tail.length > limit) {
                throw tooLarge(input);
            }
            var bytes = head.length == 0 ? tail : concatenated(head, tail);
            handedOver = true;
            return new Body() {
                @Override
                public byte[] bytes() {
                    return bytes;
                }

                @Override
                public void close() {
                    large.release();
                }
            };
        } finally {
            if (!handedOver) {
                large.release();
            }
        }
    }

    private static byte[] concatenated(byte[] head, byte[] tail) {
        var all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    /** Most senders read the answer only after they have sent everything, so a moderate rest is thrown away first. */
    private ProblemException tooLarge(Input input) throws IOException {
        input.discard((long) (PATIENCE + 1) * limit);
        return tooLarge();
    }

    private ProblemException tooLarge() {
        return new ProblemException(Problem.of(413, "the body is longer than " + limit + " bytes"));
    }

    /** The stream with its deadline. */
    private record Input(InputStream stream, long deadline) {

        byte[] upTo(int length) throws IOException {
            var buffer = new byte[Math.min(length, HttpLimits.SMALL_BYTES + 1)];
            var count = 0;
            while (count < length) {
                if (count == buffer.length) {
                    buffer = Arrays.copyOf(buffer, (int) Math.min(length, 2L * buffer.length));
                }
                var read = read(buffer, count);
                if (read < 0) {
                    break;
                }
                count += read;
            }
            return count == buffer.length ? buffer : Arrays.copyOf(buffer, count);
        }

        void discard(long length) throws IOException {
            var buffer = new byte[16 * 1024];
            for (var left = length; left > 0; ) {
                var read = read(buffer, 0);
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        }

        private int read(byte[] buffer, int from) throws IOException {
            var read = stream.read(buffer, from, buffer.length - from);
            if (System.nanoTime() - deadline > 0 && read >= 0) {
                throw new ProblemException(Problem.of(408, "the body takes too long to arrive"));
            }
            return read;
        }
    }
}
