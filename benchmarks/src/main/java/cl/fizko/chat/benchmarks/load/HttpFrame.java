package cl.fizko.chat.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one connection until they make a whole HTTP/1.1 message with a Content-Length: an answer or a request. Bodies of
 * unknown length are not read. Not thread-safe.
 */
final class HttpFrame {

    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\r\nconnection: close".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 1 << 20;

    private byte[] bytes = new byte[4096];
    private int size;
    private int body = -1;
    private int end;

    /** Takes what came. */
    void add(byte[] from, int length) {
        if (size + length > bytes.length) {
            if (size + length > LONGEST) {
                throw new IllegalStateException("an HTTP message of more than " + LONGEST + " bytes");
            }
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    /** Whether a message is whole; the methods below speak of it until {@link #next}. */
    boolean whole() {
        if (body < 0) {
            body = headEnd();
            if (body < 0) {
                return false;
            }
            end = body + contentLength();
        }
        return size >= end;
    }

    /** Forgets the message that was whole. */
    void next() {
        System.arraycopy(bytes, end, bytes, 0, size - end);
        size -= end;
        body = -1;
    }

    /** Forgets everything: the connection is another one. */
    void clear() {
        size = 0;
        body = -1;
    }

    /** The status of an answer. */
    int status() {
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    }

    /** The first line of a request. */
    String requestLine() {
        var until = 0;
        while (bytes[until] != '\r') {
            until++;
        }
        return new String(bytes, 0, until, StandardCharsets.US_ASCII);
    }

    boolean closes() {
        return find(CLOSE, 0, body) >= 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int bodyStart() {
        return body;
    }

    int bodyEnd() {
        return end;
    }

    /** Where those bytes, in lower case, stand in whatever case; the place after them, or -1. */
    int find(byte[] sought, int from, int to) {
        for (var at = from; at <= to - sought.length; at++) {
            var i = 0;
            while (i < sought.length && lower(bytes[at + i]) == sought[i]) {
                i++;
            }
            if (i == sought.length) {
                return at + i;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }

    private int headEnd() {
        for (var at = 0; at + 3 < size; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                return at + 4;
            }
        }
        return -1;
    }

    private int contentLength() {
        var at = find(LENGTH, 0, body);
        if (at < 0) {
            return 0;
        }
        while (bytes[at] == ' ') {
            at++;
        }
        var length = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            length = length * 10 + bytes[at] - '0';
        }
        return length;
    }
}
