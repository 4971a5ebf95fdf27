package cl.fizko.chat.application.template;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.InMemoryTemplates;
import cl.fizko.chat.application.fake.MovableClock;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.TemplateCatalog;
import cl.fizko.chat.domain.template.ProviderTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncTemplatesTest {

    private static final String ACCOUNT = "account-1";

    private final InMemoryTemplates templates = new InMemoryTemplates();
    private final Set<String> deadKeys = new HashSet<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void run_severalNumbersOfAnAccount_askOnce() {
        sync().run(Duration.ofHours(1));
        assertThat(asked).containsExactly("token of one");
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isTrue();
    }

    @Test
    void run_keyOfTheFirstNumberIsDead_asksWithTheNext() {
        deadKeys.add("token of one");
        sync().run(Duration.ofHours(1));
        assertThat(asked).containsExactly("token of one", "token of two");
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isTrue();
    }

    @Test
    void run_accountThatCannotBeRead_isDueAgainAtTheNextRun() {
        deadKeys.addAll(List.of("token of one", "token of two"));
        var sync = sync();
        sync.run(Duration.ofHours(1));
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isFalse();
        deadKeys.clear();
        sync.run(Duration.ofHours(1));
        assertThat(templates.isSynced(PROVIDER, ACCOUNT)).isTrue();
        sync.run(Duration.ofHours(1));
        assertThat(asked).hasSize(3);
    }

    private SyncTemplates sync() {
        var provider = new ProviderPlugin.Provider(
                new ScriptedProvider(),
                new PlainCodec(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Catalog()));
        return new SyncTemplates(
                new InMemoryConfigs(Samples.config("one"), Samples.config("two")),
                templates,
                new Providers(Map.of(PROVIDER, provider), new ScriptedProvider()),
                new MovableClock(Instant.parse("2026-11-22T15:00:00Z")));
    }

    private final class Catalog implements TemplateCatalog {
        @Override
        public Answer<List<ProviderTemplate>> list(Account account) {
            var key = account.token().orElseThrow().reveal();
            asked.add(key);
            return deadKeys.contains(key)
                    ? new Answer.Failed<>(new Failure(FailureReason.CONFIG, "http:401", "the key is not accepted"))
                    : new Answer.Done<>(List.of());
        }

        @Override
        public Answer<Created> create(Account account, Proposal proposal) {
            throw new UnsupportedOperationException("only lists");
        }

        @Override
        public Answer<Boolean> delete(Account account, String name, String externalId) {
            throw new UnsupportedOperationException("only lists");
        }
    }
}
