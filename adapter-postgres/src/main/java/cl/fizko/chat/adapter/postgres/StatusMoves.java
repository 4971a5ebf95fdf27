package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.ArrivedMessages.Stored;
import cl.fizko.chat.adapter.postgres.OutgoingMessages.Address;
import cl.fizko.chat.adapter.postgres.OutgoingMessages.Found;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.Inbox.Effect.MoveStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages by the statuses that a provider reports. The message is found by the provider's id, else by our own that the
 * provider echoes, and then it adopts the provider's id; else the status is parked until a report of ours stores that id.
 */
final class StatusMoves {

    private final Handle handle;
    private final Map<UUID, OutgoingMessage> messages = new HashMap<>();
    private final Map<Address, Found> known;

    private StatusMoves(Handle handle, Map<Address, Found> known) {
        this.handle = handle;
        this.known = new HashMap<>(known);
    }

    /** Locks the provider's ids that statuses speak of, or that a person's messages bring, until the transaction ends. */
    static void lock(Handle handle, List<MoveStatus> moves, List<Arrival> arrivals) {
        AdvisoryLocks.EXTERNAL_ID.lock(
                handle,
                Stream.concat(
                                moves.stream().map(StatusMoves::address),
                                arrivals.stream().filter(Arrival::outgoing).map(Arrival::address))
                        .map(Address::lock)
                        .toList());
    }

    /** Moves messages; the caller holds the locks. What is stored just now gets what waited for it, and ends what it took over. */
    static void apply(Handle handle, List<MoveStatus> moves, List<Stored> stored) {
        var written = stored.stream().filter(one -> one.arrival().outgoing()).toList();
        if (moves.isEmpty() && written.isEmpty()) {
            return;
        }
        var addresses = moves.stream().map(StatusMoves::address).collect(Collectors.toCollection(LinkedHashSet::new));
        new StatusMoves(handle, OutgoingMessages.find(handle, addresses)).run(moves, written);
    }

    private void run(List<MoveStatus> moves, List<Stored> written) {
        var correlated = correlated(moves);
        var overtaken = TakenOver.waitingReplies(
                handle,
                written.stream()
                        .filter(one -> one.arrival().takesOver())
                        .map(Stored::conversation)
                        .collect(Collectors.toSet()));
        var ids = new HashSet<UUID>(correlated);
        ids.addAll(overtaken);
        written.forEach(one -> ids.add(one.id()));
        known.values().stream().filter(Found::outgoing).map(Found::id).forEach(ids::add);
        messages.putAll(OutgoingMessages.lock(handle, ids));
        adopt(moves, correlated, written);
        List<MoveStatus> unknown = new ArrayList<>();
        for (var move : moves) {
            var found = known.get(address(move));
            if (found == null) {
                unknown.add(move);
                continue;
            }
            var message = messages.get(found.id());
            if (message != null) {
                message.report(
                        move.event().status(),
                        move.event().at(),
                        move.event().failure().orElse(null));
            }
        }
        overtaken.stream().map(messages::get).filter(Objects::nonNull).forEach(OutgoingMessage::overtake);
        OutgoingMessages.save(handle, messages.values());
        ParkedStatuses.park(handle, unknown);
        CrashPoint.STATUS_WRITTEN.pass();
    }

    /** Our messages that statuses of unknown ids speak of. */
    private Set<UUID> correlated(List<MoveStatus> moves) {
        var configs = new HashMap<UUID, UUID>();
        for (var move : moves) {
            var correlation = correlationOf(move);
            if (correlation != null && !known.containsKey(address(move))) {
                configs.put(correlation, move.config().id().value());
            }
        }
        return new HashSet<>(OutgoingMessages.findCorrelated(handle, configs));
    }

    /** Gives messages the provider's id that a status tells, and first of all what was parked under it. */
    private void adopt(List<MoveStatus> moves, Set<UUID> correlated, List<Stored> written) {
        var adopted = new HashMap<Address, @Nullable OutgoingMessage>();
        written.forEach(one -> adopted.put(one.arrival().address(), messages.get(one.id())));
        for (var move : moves) {
            var correlation = correlationOf(move);
            var message = correlation == null || !correlated.contains(correlation) ? null : messages.get(correlation);
            var address = address(move);
            if (message != null && message.config().equals(address.config()) && !known.containsKey(address)) {
                known.put(address, new Found(message.id(), true));
                message.adopt(address.externalId());
                adopted.put(address, message);
            }
        }
        for (var parked : ParkedStatuses.take(handle, adopted.keySet())) {
            var message = adopted.get(parked.address());
            if (message != null) {
                message.report(parked.status(), parked.at(), parked.failure().orElse(null));
            }
        }
    }

    private static @Nullable UUID correlationOf(MoveStatus move) {
        return move.event().correlation().map(id -> id.value()).orElse(null);
    }

    private static Address address(MoveStatus move) {
        return new Address(move.config().id().value(), move.event().id().value());
    }
}
