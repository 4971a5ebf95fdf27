package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A business account at a provider: it has templates, and belongs to the company that they were first stored for. */
record TemplateAccount(ProviderId provider, String id) {

    private static final Logger log = LoggerFactory.getLogger(TemplateAccount.class);

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String OWNERS = """
            select k.provider, k.account_id, o.company_id
              from unnest(:provider, :account) k(provider, account_id)
             cross join lateral (
                   select t.company_id from provider_templates t
                    where t.provider = k.provider and t.account_id = k.account_id
                    limit 1) o""";

    /** As few as the business numbers that are configured for an account of another company. */
    private static final Set<WhatsAppConfigId> TOLD = ConcurrentHashMap.newKeySet();

    /** Keeps others from changing the templates of these accounts until the transaction ends. */
    static void lock(Handle handle, Collection<TemplateAccount> accounts) {
        AdvisoryLocks.TEMPLATES.lock(
                handle,
                accounts.stream()
                        .map(account -> new AdvisoryLocks.Key(NOBODY, account.provider + "/" + account.id))
                        .toList());
    }

    /** The companies of accounts that the caller has locked, at least one. */
    static Owners owners(Handle handle, List<TemplateAccount> accounts) {
        var companies = new HashMap<TemplateAccount, Long>();
        MultiRow.of(handle.createQuery(OWNERS), accounts)
                .with("provider", String.class, account -> account.provider().value())
                .with("account", String.class, TemplateAccount::id)
                .statement()
                .map((row, context) -> companies.put(
                        new TemplateAccount(new ProviderId(row.getString("provider")), row.getString("account_id")),
                        row.getLong("company_id")))
                .list();
        return new Owners(companies);
    }

    /** Whose each account is. Anybody can configure a number with the account of others: that gives nobody their templates. */
    record Owners(Map<TemplateAccount, Long> companies) {

        /** Whether the templates of the account are for the number's company to change; one that has none becomes its own. */
        boolean allow(TemplateAccount account, WhatsAppConfig config) {
            var company = config.companyId().value();
            var owner = companies.putIfAbsent(account, company);
            var allowed = owner == null || owner == company;
            if (!allowed && TOLD.add(config.id())) {
                log.warn(
                        "config {} has the business account of another company: its news of templates are left out",
                        config.id());
            }
            return allowed;
        }
    }
}
