package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.port.Inbox.Effect.JudgeTemplate;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What providers say of templates. Their deliveries come late and out of order, so only a judgement that is not older than the
 * last one, by the provider's clock, counts.
 */
final class TemplateJudgements {

    private static final String JUDGE = """
            insert into provider_templates
                (provider, account_id, name, language, company_id, status, shape, rejected_reason, judged_at)
            select provider, account_id, name, language, company_id, status, shape::jsonb, rejected_reason, judged_at
              from unnest(:provider, :account, :name, :language, :company, :status, :shape, :reason, :judgedAt)
                   n(provider, account_id, name, language, company_id, status, shape, rejected_reason, judged_at)
            on conflict (provider, account_id, name, language) do update
               set status = excluded.status, rejected_reason = excluded.rejected_reason, judged_at = excluded.judged_at
             where provider_templates.judged_at is null or provider_templates.judged_at <= excluded.judged_at""";

    private TemplateJudgements() {}

    /** Stores the last judgement of each template. */
    static void apply(Handle handle, List<JudgeTemplate> judgements) {
        if (judgements.isEmpty()) {
            return;
        }
        var accounts = judgements.stream()
                .map(judgement -> Key.of(judgement).account())
                .distinct()
                .toList();
        TemplateAccount.lock(handle, accounts);
        var owners = TemplateAccount.owners(handle, accounts);
        var last = new TreeMap<Key, JudgeTemplate>();
        for (var judgement : judgements) {
            var key = Key.of(judgement);
            if (owners.allow(key.account(), judgement.config())) {
                last.merge(
                        key,
                        judgement,
                        (one, other) -> other.event().at().isBefore(one.event().at()) ? one : other);
            }
        }
        if (last.isEmpty()) {
            return;
        }
        MultiRow.of(handle.createUpdate(JUDGE), List.copyOf(last.values()))
                .with("provider", String.class, one -> one.config().provider().value())
                .with("account", String.class, one -> one.event().accountId())
                .with("name", String.class, one -> one.event().name())
                .with("language", String.class, one -> one.event().language())
                .with("company", Long.class, one -> one.config().companyId().value())
                .with("status", String.class, one -> one.event().status().wireName())
                .with("shape", String.class, one -> ShapeColumn.EMPTY)
                .with(
                        "reason",
                        String.class,
                        one -> one.event()
                                .reason()
                                .map(OutgoingMessages::storable)
                                .orElse(null))
                .with("judgedAt", Instant.class, one -> one.event().at())
                .statement()
                .execute();
    }

    private record Key(TemplateAccount account, String name, String language) implements Comparable<Key> {
        static Key of(JudgeTemplate judgement) {
            var event = judgement.event();
            return new Key(
                    new TemplateAccount(judgement.config().provider(), event.accountId()),
                    event.name(),
                    event.language());
        }

        @Override
        public int compareTo(Key other) {
            return text().compareTo(other.text());
        }

        private String text() {
            return String.join("\0", account.provider().value(), account.id(), name, language);
        }
    }
}
