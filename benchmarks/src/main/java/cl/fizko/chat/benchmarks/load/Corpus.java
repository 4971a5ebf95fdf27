package cl.fizko.chat.benchmarks.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed webhooks of Kapso, payload v2, written to a file before the clock starts, so that nothing is built or signed while it
 * runs. Message {@code n} belongs to conversation {@code n % conversations} and carries its number in its id, which a reply
 * quotes. Not thread-safe.
 */
final class Corpus implements AutoCloseable {

    /**
     * What is to be written.
     *
     * @param run tells the messages of this corpus from those of any other of the same database; letters only
     * @param duplicates share of the messages, 0 to 1, that are delivered once more, the same bytes, 50 deliveries later
     * @param stride conversation {@code c} is with the customer number {@code c * stride}
     * @param round how many messages each conversation has had before: who asks the same twice in a row gets a person
     */
    record Shape(String run, int messages, int conversations, int stride, int round, double duplicates, long seed) {}

    /** Where it goes to: what the app was set up with. */
    record Target(String host, int port, String path, String secret, String phoneNumberId) {}

    static final int FIRST_CUSTOMER = 10_000_000;
    private static final int DUPLICATE_DISTANCE = 50;
    private static final int WRITE_BUFFER = 1 << 16;

    private final FileChannel file;
    private final Shape shape;
    private final long[] offsets;
    private final int[] messages;

    private Corpus(FileChannel file, Shape shape, long[] offsets, int[] messages) {
        this.file = file;
        this.shape = shape;
        this.offsets = offsets;
        this.messages = messages;
    }

    static Corpus write(Path path, Shape shape, Target target) throws IOException {
        var texts = texts();
        var random = new Random(shape.seed());
        var began = Instant.now();
        var again = new ArrayDeque<Integer>();
        var offsets = new Longs();
        var messages = new Longs();
        var offset = 0L;
        try (var out = new BufferedOutputStream(Files.newOutputStream(path), WRITE_BUFFER)) {
            for (var n = 0; n < shape.messages() + DUPLICATE_DISTANCE; n++) {
                var due = new ArrayList<Integer>();
                if (n < shape.messages()) {
                    due.add(n);
                    if (random.nextDouble() < shape.duplicates()) {
                        again.add(n);
                    }
                }
                if (!again.isEmpty() && again.peek() <= n - DUPLICATE_DISTANCE) {
                    due.add(again.remove());
                }
                for (var message : due) {
                    var request = request(message, texts, shape, target, began);
                    offsets.add(offset);
                    messages.add(message);
                    out.write(request);
                    offset += request.length;
                }
            }
        }
        offsets.add(offset);
        return new Corpus(FileChannel.open(path, StandardOpenOption.READ), shape, offsets.all(), messages.ints());
    }

    /** Requests, in their order. */
    int deliveries() {
        return messages.length;
    }

    int messages() {
        return shape.messages();
    }

    int conversations() {
        return shape.conversations();
    }

    /** The message that a request delivers. */
    int message(int delivery) {
        return messages[delivery];
    }

    int conversation(int message) {
        return message % shape.conversations();
    }

    /** How many messages of its conversation come before it. */
    int round(int message) {
        return message / shape.conversations();
    }

    int length(int delivery) {
        return Math.toIntExact(offsets[delivery + 1] - offsets[delivery]);
    }

    /** Puts a request into a buffer that has room for it. */
    void read(int delivery, ByteBuffer into) throws IOException {
        into.limit(into.position() + length(delivery));
        for (var at = offsets[delivery]; into.hasRemaining(); ) {
            at += file.read(into, at);
        }
    }

    /** The body of the first request: a row of the size that the app stores. */
    String sampleBody() throws IOException {
        var request = ByteBuffer.allocate(length(0));
        read(0, request);
        var text = new String(request.array(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    long bytes() {
        return offsets[offsets.length - 1];
    }

    /** The id of a message; {@link #messageOf} reads it. */
    static String id(String run, int message) {
        return "wamid.LOAD" + run + "." + message;
    }

    /** The message whose id stands from there on in a body; -1 if it is none of that run. */
    static int messageOf(byte[] run, byte[] body, int from, int to) {
        var at = from;
        for (var expected : run) {
            if (at >= to || body[at++] != expected) {
                return -1;
            }
        }
        var number = -1;
        for (; at < to && body[at] >= '0' && body[at] <= '9'; at++) {
            number = Math.max(number, 0) * 10 + body[at] - '0';
        }
        return number;
    }

    /** What comes before the number in the ids of a run. */
    static byte[] idPrefix(String run) {
        return id(run, 0).substring(0, id(run, 0).length() - 1).getBytes(StandardCharsets.US_ASCII);
    }

    static List<String> texts() throws IOException {
        try (var stream = Corpus.class.getResourceAsStream("texts.txt")) {
            if (stream == null) {
                throw new IllegalStateException("texts.txt is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static byte[] request(int n, List<String> texts, Shape shape, Target target, Instant at) {
        var conversation = n % shape.conversations();
        var round = shape.round() + n / shape.conversations();
        // Each conversation goes through all texts, each from another one on.
        var text = texts.get((conversation + round) % texts.size());
        var body = body(n, conversation, round, text, shape, target, at).getBytes(StandardCharsets.UTF_8);
        var head = "POST " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                + "\r\nUser-Agent: kapso-webhooks\r\nAccept: */*\r\nContent-Type: application/json\r\n"
                + "X-Webhook-Event: whatsapp.message.received\r\nX-Webhook-Payload-Version: v2\r\nX-Idempotency-Key: "
                + uuid("delivery", shape, n) + "\r\nX-Webhook-Signature: " + signature(body, target.secret())
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        return ByteBuffer.allocate(head.length() + body.length)
                .put(head.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
    }

    private static String body(
            int n, int conversation, int round, String text, Shape shape, Target target, Instant at) {
        var words = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
        var phone = "569" + (FIRST_CUSTOMER + conversation * shape.stride());
        var id = id(shape.run(), n);
        var time = Instant.ofEpochSecond(at.getEpochSecond()).toString();
        var line = target.phoneNumberId();
        return """
                {"message":{"id":"%s","timestamp":"%d","type":"text","from":"%s","text":{"body":"%s"},"kapso":{"direction":"inbound",\
                "status":"received","processing_status":"pending","origin":"cloud_api","has_media":false,"content":"%s"}},\
                "conversation":{"id":"%s","phone_number":"+%s","status":"active","metadata":{},"phone_number_id":"%s",\
                "last_active_at":"%s","created_at":"%s","updated_at":"%s","kapso":{"contact_name":"Cliente %d",\
                "messages_count":%d,"last_message_id":"%s","last_message_type":"text","last_message_text":"%s",\
                "last_inbound_at":"%s","last_outbound_at":null}},"is_new_conversation":%b,"phone_number_id":"%s"}""".formatted(
                        id,
                        at.getEpochSecond(),
                        phone,
                        words,
                        words,
                        uuid("conversation", shape, conversation),
                        phone,
                        line,
                        time,
                        time,
                        time,
                        conversation,
                        round + 1,
                        id,
                        words,
                        time,
                        round == 0,
                        line);
    }

    private static UUID uuid(String what, Shape shape, int n) {
        return UUID.nameUUIDFromBytes(
                (what + shape.run() + shape.seed() + "." + n).getBytes(StandardCharsets.US_ASCII));
    }

    private static String signature(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
