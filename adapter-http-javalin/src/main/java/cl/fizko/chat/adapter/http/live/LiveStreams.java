package cl.fizko.chat.adapter.http.live;

import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.adapter.http.RequestCaller;
import cl.fizko.chat.adapter.http.api.Views;
import cl.fizko.chat.adapter.http.conversation.ConversationView;
import cl.fizko.chat.adapter.http.message.MessageView;
import cl.fizko.chat.application.live.LiveFeed;
import cl.fizko.chat.application.live.LiveSubscriber;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.message.Message;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients of this node that watch a company. One thread keeps them awake and ends those whose key was revoked. */
@Singleton
public final class LiveStreams implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

    static final int MOST_OF_A_KEY = 100;
    static final int MOST = 1_000;

    /** Proxies close what is silent for long, most after 60 seconds. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration KEY_CHECK = Duration.ofSeconds(3);
    private static final int RETRY_AFTER_SECONDS = 30;

    private static final byte[] COMMENT = bytes(":\n\n");
    private static final byte[] RESYNC = bytes("event: resync\ndata: {}\n\n");
    private static final byte[] HELLO = bytes("retry: 3000\n:\n\n");

    private final LiveFeed feed;
    private final Map<EventStream, Watching> streams = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private volatile Encoded latest = new Encoded("", "", new byte[0]);
    private final Thread clock = new Thread(this::tick, "live-streams");
    private volatile boolean closed;

    @Inject
    public LiveStreams(LiveFeed feed) {
        this.feed = feed;
        clock.setDaemon(true);
        clock.start();
    }

    /** Answers the request with the company's changes, until the client leaves. */
    void open(Context context, CompanyId company) throws IOException {
        var key = RequestCaller.of(context.req()).key();
        refuseTooMany(key);
        var response = context.res();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold events back
        if (context.method().equals(HandlerType.HEAD)) {
            return; // nothing would ever end it
        }
        context.req().startAsync().setTimeout(0);
        var stream = new EventStream(response.getOutputStream(), RESYNC);
        var unsubscribe = feed.subscribe(company, new Subscriber(stream));
        streams.put(stream, new Watching(key, RequestCaller.admission(context.req())));
        stream.afterwards(() -> {
            unsubscribe.run();
            streams.remove(stream);
        });
        context.future(stream::ended);
        try {
            stream.send(HELLO);
            if (context.header("Last-Event-ID") != null) {
                stream.send(RESYNC); // what came meanwhile is not remembered
            }
            response.getOutputStream().setWriteListener(stream);
        } catch (RuntimeException e) {
            stream.end();
            throw e;
        }
        if (closed) {
            stream.end();
        }
    }

    private void refuseTooMany(Optional<UUID> key) {
        if (closed || streams.size() >= MOST) {
            throw new ProblemException(Problem.busy("too many streams are open", RETRY_AFTER_SECONDS));
        }
        var ofKey = streams.values().stream()
                .filter(watching -> watching.key.equals(key))
                .count();
        if (ofKey >= MOST_OF_A_KEY) {
            throw new ProblemException(Problem.named("too-many-streams", 429, "this key has too many streams open")
                    .withHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
        }
    }

    private void tick() {
        var beatAt = System.nanoTime() + HEARTBEAT.toNanos();
        while (!closed) {
            LockSupport.parkNanos(KEY_CHECK.toNanos());
            try {
                endRevoked();
                if (System.nanoTime() - beatAt >= 0) {
                    streams.keySet().forEach(stream -> stream.send(COMMENT));
                    beatAt = System.nanoTime() + HEARTBEAT.toNanos();
                }
            } catch (RuntimeException e) {
                log.warn("live streams could not be looked after: {}", Fault.summary(e));
            }
        }
    }

    private void endRevoked() {
        streams.forEach((stream, watching) -> {
            if (!watching.admission.holds()) {
                stream.end();
            }
        });
    }

    /** How many clients watch. */
    int size() {
        return streams.size();
    }

    /** Ends all streams, so that a stop does not wait for them. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(clock);
        streams.keySet().forEach(EventStream::end);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same bytes for all who are told of a row one after the other, so that a thousand of them cost one encoding. */
    private <T> byte[] encoded(String event, T row, Function<T, ? extends Record> view) {
        var known = latest;
        if (known.row == row && known.event.equals(event)) {
            return known.bytes;
        }
        var id = number.incrementAndGet();
        var json = Views.json(view.apply(row));
        var fresh = new Encoded(event, row, bytes("id: " + id + "\nevent: " + event + "\ndata: " + json + "\n\n"));
        latest = fresh;
        return fresh.bytes;
    }

    /** An event on the wire. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(String event, Object row, byte[] bytes) {}

    /** Who watches, and whether the key still lets them. */
    private record Watching(Optional<UUID> key, RequestCaller.Admission admission) {}

    /** Turns changes into events. */
    private final class Subscriber implements LiveSubscriber {

        private final EventStream stream;

        Subscriber(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public void message(Message message) {
            stream.send(encoded("message", message, MessageView::of));
        }

        @Override
        public void status(Message message) {
            stream.send(encoded("status", message, MessageView::of));
        }

        @Override
        public void conversation(ConversationSummary conversation) {
            stream.send(encoded("conversation", conversation, ConversationView::of));
        }

        @Override
        public void lost() {
            stream.send(RESYNC);
        }
    }
}
