package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.HumanReplied;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A provider's memory in a list, told in the order it happened: pages of a given size, newest first as providers list them. */
public final class FakeHistory implements MessageHistory {

    private final List<Entry> entries = new ArrayList<>();
    private final List<Query> asked = new ArrayList<>();
    private int pageSize = 100;
    private Optional<String> failure = Optional.empty();
    private int failingEvery = Integer.MAX_VALUE;
    private String failureNowAndThen = "";

    public FakeHistory remembers(Entry... more) {
        entries.addAll(List.of(more));
        return this;
    }

    public FakeHistory inPagesOf(int size) {
        pageSize = size;
        return this;
    }

    public FakeHistory fails(String code) {
        failure = Optional.of(code);
        return this;
    }

    /** Every so many-th request, beginning with that one. */
    public FakeHistory failsAtEvery(int request, String code) {
        failingEvery = request;
        failureNowAndThen = code;
        return this;
    }

    public FakeHistory works() {
        failure = Optional.empty();
        return this;
    }

    public List<Query> asked() {
        return List.copyOf(asked);
    }

    public static Entry written(String id, Instant at, boolean live) {
        return new Entry.Written(
                new MessageReceived(
                        Samples.config("line").lineId(),
                        new ExternalId(id),
                        ContactAddress.of(Samples.CUSTOMER),
                        Optional.empty(),
                        new MessageContent.Text("words of " + id),
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        live),
                id.getBytes(StandardCharsets.UTF_8));
    }

    /** What the provider tells and nobody understands; it has no time and is on every page. */
    public static Entry unreadable(String raw) {
        return new Entry.Written(new InboundEvent.Undecodable("type: not text"), raw.getBytes(StandardCharsets.UTF_8));
    }

    public static Entry byAPerson(String id, Instant at) {
        return new Entry.Written(
                new HumanReplied(
                        Samples.config("line").lineId(),
                        new ExternalId(id),
                        ContactAddress.of(Samples.CUSTOMER),
                        Optional.empty(),
                        new MessageContent.Text("words of " + id),
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        true),
                new byte[] {1});
    }

    public static Entry.Sent sent(String id, Instant at, String text, Optional<MessageId> correlation) {
        return sent(id, at, text, correlation, DeliveryStatus.SENT);
    }

    public static Entry.Sent sent(
            String id, Instant at, String text, Optional<MessageId> correlation, DeliveryStatus status) {
        return new Entry.Sent(
                new ExternalId(id),
                correlation,
                Optional.of(ContactAddress.of(Samples.CUSTOMER)),
                new MessageContent.Text(text),
                Optional.empty(),
                status,
                at,
                Optional.empty());
    }

    @Override
    public Answer read(Query query) {
        asked.add(query);
        if (failure.isPresent()) {
            return new Answer.Unavailable(Optional.empty(), failure.get());
        }
        if (asked.size() % failingEvery == 0) {
            return new Answer.Unavailable(Optional.empty(), failureNowAndThen);
        }
        var matching = new ArrayList<>(entries.stream()
                .filter(entry -> at(entry).isEmpty()
                        || (!at(entry).get().isBefore(query.since())
                                && !at(entry).get().isAfter(query.until())))
                .toList());
        Collections.reverse(matching);
        matching.sort(Comparator.comparing((Entry entry) -> at(entry).orElse(Instant.MAX))
                .reversed());
        var from = query.cursor().map(Integer::parseInt).orElse(0);
        var to = Math.min(from + pageSize, matching.size());
        return new Answer.Page(
                matching.subList(from, to), to < matching.size() ? Optional.of("" + to) : Optional.empty());
    }

    private static Optional<Instant> at(Entry entry) {
        if (entry instanceof Entry.Sent sent) {
            return Optional.of(sent.at());
        }
        InboundEvent event = ((Entry.Written) entry).event();
        if (event instanceof MessageReceived received) {
            return Optional.of(received.sentAt());
        }
        return event instanceof HumanReplied replied ? Optional.of(replied.sentAt()) : Optional.empty();
    }
}
