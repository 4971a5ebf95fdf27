package cl.fizko.chat.application.live;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.ConversationDirectory;
import cl.fizko.chat.domain.port.LiveChanges;
import cl.fizko.chat.domain.port.LiveChanges.Change;
import cl.fizko.chat.domain.port.LiveChanges.Kind;
import cl.fizko.chat.domain.port.LiveChanges.Watch;
import cl.fizko.chat.domain.port.LiveChanges.Watcher;
import cl.fizko.chat.domain.port.MessageDirectory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: shows what changes in a company to those who watch it, as it happens. However many watch, each change is read once: the
 * rows as they are, those of many changes together. Thread-safe; reads on one thread of its own.
 */
public final class LiveFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);

    /** What is too much to keep up with is lost, and told so. */
    private static final int MOST_WAITING = 1_000;

    private static final int MOST_READ_TOGETHER = 500;

    private final LiveChanges changes;
    private final MessageDirectory messages;
    private final ConversationDirectory conversations;
    private final Map<CompanyId, Audience> audiences = new ConcurrentHashMap<>();
    private final BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::run, "live-feed");

    @Inject
    public LiveFeed(LiveChanges changes, MessageDirectory messages, ConversationDirectory conversations) {
        this.changes = changes;
        this.messages = messages;
        this.conversations = conversations;
        thread.setDaemon(true);
    }

    /** Begins to show. */
    public void start() {
        thread.start();
    }

    /** Shows the company's changes from now on; until the result is run. */
    public Runnable subscribe(CompanyId company, LiveSubscriber subscriber) {
        audiences.compute(company, (id, known) -> {
            var audience = known == null ? new Audience(id) : known;
            audience.subscribers.add(subscriber);
            return audience;
        });
        return () -> audiences.computeIfPresent(company, (id, audience) -> {
            audience.subscribers.remove(subscriber);
            if (!audience.subscribers.isEmpty()) {
                return audience;
            }
            audience.watch.close();
            return null;
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Change> some = new ArrayList<>();
                some.add(waiting.take());
                waiting.drainTo(some, MOST_READ_TOGETHER);
                some.stream().collect(Collectors.groupingBy(Change::company)).forEach(this::show);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(CompanyId company, List<Change> some) {
        var audience = audiences.get(company);
        if (audience == null) {
            return;
        }
        try {
            showRows(audience, company, some);
        } catch (RuntimeException | Error e) { // the thread goes on for all the others
            log.warn("live changes of company {} could not be read: {}", company, Fault.summary(e));
            audience.tell(LiveSubscriber::lost);
        }
    }

    /** A message that is new and moved at once is told as both; a row that is gone is not told of. */
    private void showRows(Audience audience, CompanyId company, List<Change> some) {
        Set<MessageId> messageIds = new LinkedHashSet<>();
        Set<ConversationId> conversationIds = new LinkedHashSet<>();
        for (var change : some) {
            change.message().ifPresent(messageIds::add);
            if (change.kind() != Kind.STATUS) {
                conversationIds.add(change.conversation()); // its counters move with each new message
            }
        }
        var rows = messageIds.isEmpty()
                ? Map.<MessageId, Message>of()
                : messages.among(company, messageIds).stream()
                        .collect(Collectors.toMap(Message::id, Function.identity()));
        for (var change : new LinkedHashSet<>(some)) {
            change.message()
                    .map(rows::get)
                    .ifPresent(row -> audience.tell(subscriber -> {
                        if (change.kind() == Kind.MESSAGE) {
                            subscriber.message(row);
                        } else {
                            subscriber.status(row);
                        }
                    }));
        }
        if (!conversationIds.isEmpty()) {
            conversations
                    .among(company, conversationIds)
                    .forEach(row -> audience.tell(subscriber -> subscriber.conversation(row)));
        }
    }

    /** Those who watch one company. */
    private final class Audience implements Watcher {

        private final Set<LiveSubscriber> subscribers = new CopyOnWriteArraySet<>();
        private final Watch watch;

        Audience(CompanyId company) {
            watch = changes.watch(company, this);
        }

        @Override
        public void changed(List<Change> some) {
            for (var change : some) {
                if (!waiting.offer(change)) {
                    lost();
                    return;
                }
            }
        }

        @Override
        public void lost() {
            tell(LiveSubscriber::lost);
        }

        void tell(Consumer<LiveSubscriber> what) {
            subscribers.forEach(what);
        }
    }
}
