package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.Erasures.Step;
import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One person's erasure, or its preview, step by step; each step is a transaction. */
final class ErasureRun implements Erasures.Run {

    private static final Logger log = LoggerFactory.getLogger(ErasureRun.class);

    /** Of messages whose row is gone: statuses that came meanwhile. */
    private static final String PARKED = """
            select distinct p.config_id, p.external_id
              from whatsapp_configs c
              join parked_statuses p on p.config_id = c.id
             where c.company_id = :company""";

    private static final String UNPARK = """
            delete from parked_statuses where config_id = :config and external_id = :externalId""";

    /** Whoever goes on after a crash looks again at so many steps' deliveries at most. */
    private static final int PLACE_KEPT_EVERY = 20;

    private final Jdbi jdbi;
    private final SecretColumns secrets;
    private final ErasureRecord record;
    private final Tally begun;
    private final boolean preview;
    private @Nullable Plan plan;
    private int at;
    private String after;
    private int steps;

    ErasureRun(Jdbi jdbi, SecretColumns secrets, ErasureRecord record, Tally begun, boolean preview) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.record = record;
        this.begun = begun;
        this.preview = preview;
        this.after = record.deliveriesAfter();
    }

    /** What is looked for, and where. */
    private record Plan(PersonTraces traces, List<Sweep> sweeps) {}

    @Override
    public Tally begun() {
        return begun;
    }

    @Override
    public long expected() {
        return FailureKind.once(() -> jdbi.withHandle(handle -> plan(handle).sweeps().stream()
                .mapToLong(sweep -> sweep.expected(handle))
                .sum()));
    }

    @Override
    public Optional<Step> next() {
        var sweeps = FailureKind.once(() -> jdbi.withHandle(this::plan)).sweeps();
        if (at == sweeps.size()) {
            return Optional.empty();
        }
        var from = after;
        steps++;
        var swept = FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var some = sweeps.get(at).some(handle, from);
            if (!preview) {
                record(handle, some);
            }
            return some;
        }));
        after = swept.last().orElse(Sweep.FROM_THE_START);
        if (swept.last().isEmpty()) {
            at++;
        }
        return Optional.of(new Step(swept.looked(), swept.tally()));
    }

    private void record(Handle handle, Sweep.Swept some) {
        ErasureRows.count(handle, record.id(), some.tally());
        if (at == 0 && steps % PLACE_KEPT_EVERY == 0 && some.last().isPresent()) {
            keep(handle, record.deliveriesAfter(some.last().get()));
        }
    }

    /** A place only saves work: without it whoever goes on begins further back. */
    private void keep(Handle handle, ErasureRecord reached) {
        try {
            var pending = secrets.encrypt(handle, reached.toJson(), ErasureRecord.place(record.id()));
            ErasureRows.keep(handle, record.id(), pending);
        } catch (MissingKeyException e) { // the key was changed since this process began
            log.warn("erasure {} goes on, but its place is not kept: {}", record.id(), e.getMessage());
        }
    }

    @Override
    public Erased finish() {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            ErasureRows.count(handle, record.id(), Tally.of(RecordKind.PARKED_STATUSES, unpark(handle)));
            ErasureRows.complete(handle, record.id());
            return ErasureRows.byId(handle, record.id());
        }));
    }

    private int unpark(Handle handle) {
        var traces = plan(handle).traces();
        var found = handle.createQuery(PARKED)
                .bind("company", record.company())
                .map((row, context) ->
                        new OutgoingMessages.Address(JdbiSetup.uuid(row, "config_id"), row.getString("external_id")))
                .list();
        var deleted = 0;
        for (var address : found) {
            if (traces.isIn(address.externalId())) {
                deleted += handle.createUpdate(UNPARK)
                        .bind("config", address.config())
                        .bind("externalId", address.externalId())
                        .execute();
            }
        }
        return deleted;
    }

    /** Made once, before any message is deleted. Deliveries are first; messages go last, for the others are found through them. */
    private Plan plan(Handle handle) {
        if (plan == null) {
            var traces = PersonTraces.of(handle, record);
            var deliveries = PersonalDeliveries.of(handle, record.company(), traces, preview);
            var requests = new PersonalRequests(record, traces, preview);
            plan = new Plan(
                    traces,
                    preview
                            ? List.of(deliveries, requests)
                            : List.of(deliveries, requests, new PersonalMessages(record)));
        }
        return plan;
    }
}
