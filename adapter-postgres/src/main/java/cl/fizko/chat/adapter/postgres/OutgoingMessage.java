package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message of ours, its row locked, while reports move it. What it says does not matter here. */
final class OutgoingMessage {

    static final String COLUMNS = """
            m.id, m.company_id, m.config_id, m.conversation_id, m.direction, m.external_id, m.status, m.failure_reason, m.error_code,
            m.error_message, m.claimed_by, m.claims, m.sent_at""";

    /** What failed always has a reason: lists of it go by that. */
    private static final Failure UNTOLD = new Failure(FailureReason.OTHER, "", "");

    private final UUID id;
    private final long company;
    private final UUID config;
    private final UUID conversation;
    private final @Nullable UUID claimedBy;
    private final int claims;
    private @Nullable String externalId;
    private DeliveryStatus status;
    private @Nullable Failure failure;
    private @Nullable Instant sentAt;
    private @Nullable Duration requeuedFor;
    private boolean doubted;
    private boolean held;
    private boolean changed;

    private OutgoingMessage(ResultSet row) throws SQLException {
        id = JdbiSetup.uuid(row, "id");
        company = row.getLong("company_id");
        config = JdbiSetup.uuid(row, "config_id");
        conversation = JdbiSetup.uuid(row, "conversation_id");
        claimedBy = row.getObject("claimed_by", UUID.class);
        claims = row.getInt("claims");
        externalId = row.getString("external_id");
        status = DeliveryStatus.of(row.getString("status"));
        failure = failure(row).orElse(null);
        sentAt = JdbiSetup.optionalInstant(row, "sent_at").orElse(null);
    }

    static OutgoingMessage read(ResultSet row) throws SQLException {
        return new OutgoingMessage(row);
    }

    static Optional<Failure> failure(ResultSet row) throws SQLException {
        var reason = row.getString("failure_reason");
        return reason == null
                ? Optional.empty()
                : Optional.of(
                        new Failure(FailureReason.of(reason), text(row, "error_code"), text(row, "error_message")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? "" : value;
    }

    /** A report of the provider: old news changes nothing. */
    void report(DeliveryStatus reported, Instant at, @Nullable Failure why) {
        var shown = isGivenUp() ? DeliveryStatus.UNKNOWN : status;
        var moved = shown.after(reported);
        if (moved != shown) {
            status = moved;
            failure = why == null && moved == DeliveryStatus.FAILED ? UNTOLD : why;
            sentAt = sentAt == null && moved.compareTo(DeliveryStatus.SENT) >= 0 && moved != DeliveryStatus.FAILED
                    ? at
                    : sentAt;
            requeuedFor = null;
            changed = true;
        }
    }

    /**
     * Whether it failed since nothing was heard of it for too long. That was our guess and not the provider's word, so whatever
     * the provider says later counts as if it were still unknown; any other failure stays.
     */
    private boolean isGivenUp() {
        return status == DeliveryStatus.FAILED && failure != null && failure.reason() == FailureReason.UNKNOWN_OUTCOME;
    }

    /** Whether it may have been sent, for all we know. */
    boolean isInDoubt() {
        return status == DeliveryStatus.UNKNOWN || isGivenUp();
    }

    /** A person took the conversation over: it is not sent any more, unless it is on its way. */
    void overtake() {
        if (status == DeliveryStatus.QUEUED) {
            report(DeliveryStatus.FAILED, Instant.EPOCH, TakenOver.WHY);
        }
    }

    /** The provider's id, when it was not known; the first one known stays. */
    boolean adopt(String id) {
        if (externalId != null) {
            return false;
        }
        externalId = id;
        changed = true;
        return true;
    }

    /** Whether the provider knows it under that id: it does from here on, unless it is known under another one. */
    boolean takesId(String id) {
        return adopt(id) || id.equals(externalId);
    }

    /** Back to the queue, due after a while; in doubt when the attempt may have left. */
    void requeue(Duration delay, boolean doubtful, Failure why) {
        doubted = doubtful;
        status = DeliveryStatus.QUEUED;
        failure = why;
        requeuedFor = delay;
        changed = true;
    }

    /** Back to the queue as if it had not been claimed. */
    void hold(Duration delay, Failure why) {
        requeue(delay, false, why);
        held = true;
    }

    UUID id() {
        return id;
    }

    long company() {
        return company;
    }

    UUID config() {
        return config;
    }

    UUID conversation() {
        return conversation;
    }

    boolean isClaimedBy(UUID node) {
        return status == DeliveryStatus.SENDING && node.equals(claimedBy);
    }

    /** How often it was claimed; a message that was held has its attempt back, but never its claim. */
    int claims() {
        return claims;
    }

    @Nullable
    String externalId() {
        return externalId;
    }

    DeliveryStatus status() {
        return status;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Nullable
    Duration requeuedFor() {
        return requeuedFor;
    }

    boolean isDoubted() {
        return doubted;
    }

    boolean isHeld() {
        return held;
    }

    boolean isChanged() {
        return changed;
    }
}
