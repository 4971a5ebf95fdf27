package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.config.ProviderId;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A business account at a provider: the owner of templates. */
record TemplateAccount(ProviderId provider, String id) {

    private static final UUID NOBODY = new UUID(0, 0);

    /** Keeps others from changing the templates of these accounts until the transaction ends. */
    static void lock(Handle handle, Collection<TemplateAccount> accounts) {
        AdvisoryLocks.TEMPLATES.lock(
                handle,
                accounts.stream()
                        .map(account -> new AdvisoryLocks.Key(NOBODY, account.provider + "/" + account.id))
                        .toList());
    }
}
