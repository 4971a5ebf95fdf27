package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.sending.RequestKey;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What clients named their requests by: {@code idempotent_requests}. */
final class RequestKeys {

    /** Waits for another transaction that uses the same key at the same time: what it does decides. */
    private static final String USE = """
            insert into idempotent_requests (company_id, key, operation, request_digest, message_id)
            values (:company, :key, :operation, decode(:digest, 'hex'), :message)
            on conflict (company_id, key) do nothing""";

    private static final String FIRST_USE = """
            select operation = :operation and request_digest = decode(:digest, 'hex') as is_same, message_id
              from idempotent_requests
             where company_id = :company and key = :key""";

    private static final String FORGET = """
            with old as (
                select company_id, key from idempotent_requests
                 where created_at < clock_timestamp() - :after * interval '1 microsecond'
                 order by created_at
                 limit :limit
                   for update skip locked)
            delete from idempotent_requests r
             using old
             where r.company_id = old.company_id and r.key = old.key""";

    private RequestKeys() {}

    /**
     * A request that came before under a key.
     *
     * @param same whether it asked for the same
     */
    record Earlier(boolean same, MessageId message) {}

    /**
     * Uses a key for a message until the transaction ends, and for ever if it is committed.
     *
     * @return the request that used it before; empty when none did
     * @throws LostRaceException if it was forgotten at this very moment
     */
    static Optional<Earlier> use(Handle handle, CompanyId company, RequestKey key, MessageId message) {
        var isNew = handle.createUpdate(USE)
                        .bind("company", company.value())
                        .bind("key", key.key())
                        .bind("operation", key.operation())
                        .bind("digest", key.digest())
                        .bind("message", message.value())
                        .execute()
                == 1;
        return isNew ? Optional.empty() : Optional.of(earlier(handle, company, key));
    }

    private static Earlier earlier(Handle handle, CompanyId company, RequestKey key) {
        return handle.createQuery(FIRST_USE)
                .bind("company", company.value())
                .bind("key", key.key())
                .bind("operation", key.operation())
                .bind("digest", key.digest())
                .map((row, context) ->
                        new Earlier(row.getBoolean("is_same"), new MessageId(JdbiSetup.uuid(row, "message_id"))))
                .findOne()
                .orElseThrow(() -> new LostRaceException("a request's key was forgotten at the same time"));
    }

    static int forget(Handle handle, Duration after, int limit) {
        return handle.createUpdate(FORGET)
                .bind("after", after.toNanos() / 1_000)
                .bind("limit", limit)
                .execute();
    }
}
