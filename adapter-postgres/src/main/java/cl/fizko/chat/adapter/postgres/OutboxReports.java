package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.OutgoingMessages.Address;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.Outbox.Report;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores what came of claimed messages.
 *
 * <p>A report is true news even when the claim has expired meanwhile and the message is {@code unknown}: that it was sent, that
 * it surely was not, or that it never will be. So each of them still moves a message that is unknown since the same claim; one that was
 * surely not sent goes back to the queue then, although later messages of the conversation may have left: late is better than
 * lost. What the provider's own statuses have shown is never undone: a sent message is neither queued again nor failed by us.
 */
final class OutboxReports {

    /** What is sent in bulk is found line by line: nobody is to hurry it along because one of its conversation has just left. */
    private static final String HAVE_DUE = """
            select k.id
              from unnest(:conversations) k(id)
             cross join lateral (
                   select m.status, m.due_at from whatsapp_messages m
                    where m.conversation_id = k.id and m.due_at is not null
                    order by m.sequence
                    limit 1) f
             where f.status = 'queued' and f.due_at <= clock_timestamp()
               and exists (select 1 from whatsapp_messages r
                            where r.conversation_id = k.id and r.due_at is not null and not r.bulk)""";

    private final UUID node;
    private final Map<UUID, OutgoingMessage> messages;
    private final Map<Address, UUID> sent = new HashMap<>();

    private OutboxReports(UUID node, Map<UUID, OutgoingMessage> messages) {
        this.node = node;
        this.messages = messages;
    }

    /** Returns, for each report, whether its conversation has another message that is due, and a reply that waits. */
    static List<Boolean> store(Handle handle, UUID node, List<Report> reports) {
        AdvisoryLocks.EXTERNAL_ID.lock(
                handle,
                reports.stream()
                        .filter(Report.Sent.class::isInstance)
                        .map(report -> address((Report.Sent) report).lock())
                        .toList());
        var ids = new HashSet<UUID>();
        reports.forEach(report -> ids.add(report.send().id().value()));
        var group = new OutboxReports(node, OutgoingMessages.lock(handle, ids));
        reports.forEach(group::apply);
        group.applyParked(handle);
        OutgoingMessages.save(handle, group.messages.values());
        var due = haveDue(handle, group);
        return reports.stream()
                .map(report -> due.contains(group.conversationOf(report)))
                .toList();
    }

    private void apply(Report report) {
        var message = messages.get(report.send().id().value());
        if (message == null) {
            return;
        }
        if (report instanceof Report.Sent done) {
            message.adopt(done.id().value());
            message.report(DeliveryStatus.SENT, Instant.now(), null);
            sent.put(address(done), message.id());
        } else if (isStillOpen(message, report)) {
            if (report instanceof Report.Unknown lost) {
                message.report(DeliveryStatus.UNKNOWN, Instant.now(), failure("", lost.detail()));
            } else if (report instanceof Report.Deferred deferred) {
                message.requeue(
                        deferred.delay(),
                        deferred.doubtful(),
                        new Failure(FailureReason.OTHER, deferred.code(), "to be tried again"));
            } else if (report instanceof Report.Held held) {
                message.hold(held.delay(), held.why());
            } else if (report instanceof Report.Failed failed) {
                message.report(DeliveryStatus.FAILED, Instant.now(), failed.failure());
            }
        }
    }

    /**
     * Whether the claim that is reported is the message's last one and has no outcome yet. A report that is stored again, for its
     * answer was lost, must not move what has been claimed once more since, by whatever node.
     */
    private boolean isStillOpen(OutgoingMessage message, Report report) {
        return message.claims() == report.send().claim()
                && (message.isClaimedBy(node) || message.status() == DeliveryStatus.UNKNOWN);
    }

    private void applyParked(Handle handle) {
        for (var parked : ParkedStatuses.take(handle, sent.keySet())) {
            var message = messages.get(sent.get(parked.address()));
            if (message != null) {
                message.report(parked.status(), parked.at(), parked.failure().orElse(null));
            }
        }
    }

    /** From the row, for conversations are merged now and then. */
    private UUID conversationOf(Report report) {
        var message = messages.get(report.send().id().value());
        return message == null ? report.send().conversation().value() : message.conversation();
    }

    private static Set<UUID> haveDue(Handle handle, OutboxReports group) {
        var conversations = new HashSet<UUID>();
        group.messages.values().forEach(message -> conversations.add(message.conversation()));
        return new HashSet<>(handle.createQuery(HAVE_DUE)
                .bindArray("conversations", UUID.class, conversations)
                .mapTo(UUID.class)
                .list());
    }

    private static Failure failure(String code, String detail) {
        return new Failure(FailureReason.UNKNOWN_OUTCOME, code, detail);
    }

    private static Address address(Report.Sent report) {
        return new Address(report.send().config().value(), report.id().value());
    }
}
