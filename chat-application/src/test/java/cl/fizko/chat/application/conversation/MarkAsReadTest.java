package cl.fizko.chat.application.conversation;

import static cl.fizko.chat.application.fake.Samples.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.dispatch.ReadReceipts;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.fake.PlainCodec;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.application.fake.ScriptedProvider;
import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.port.ConversationDesk;
import cl.fizko.chat.domain.port.ProviderPlugin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MarkAsReadTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 1));

    private final ScriptedProvider provider = new ScriptedProvider();
    private final WhatsAppConfig config = Samples.config("line");
    private Optional<ConversationDesk.Reading> reading = read(NOW.minusSeconds(60));

    @Test
    void markAsRead_showsTheNewestMessageAsRead() {
        assertThat(mark(ReadReceipts.TYPING, Runnable::run, config)).isTrue();

        assertThat(provider.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.line()).isEqualTo(config.lineId());
            assertThat(receipt.token()).isEqualTo(config.apiToken());
            assertThat(receipt.message()).isEqualTo(new ExternalId("wamid.9"));
            assertThat(receipt.providerMessage()).contains("message-9");
            assertThat(receipt.typing()).as("a person reads, nobody writes yet").isFalse();
        });
    }

    @Test
    void markAsRead_whereNothingIsToBeShown_callsNobody() {
        mark(ReadReceipts.OFF, Runnable::run, config);
        mark(ReadReceipts.READ, Runnable::run, Samples.config("line", false, true, List.of()));
        reading = Optional.of(new ConversationDesk.Reading(config.id(), Optional.empty()));
        mark(ReadReceipts.READ, Runnable::run, config);
        reading = read(NOW.minus(MarkAsRead.NOT_OLDER));
        assertThat(mark(ReadReceipts.READ, Runnable::run, config)).isTrue();
        reading = Optional.empty();
        assertThat(mark(ReadReceipts.READ, Runnable::run, config)).isFalse();
        assertThat(provider.receipts()).isEmpty();
    }

    /** The conversation is read, whatever becomes of the courtesy. */
    @Test
    void markAsRead_whenTheCallFails_isDoneAllTheSame() {
        provider.willAnswerReceipts(() -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(mark(ReadReceipts.READ, Runnable::run, config)).isTrue();
        assertThat(mark(
                        ReadReceipts.READ,
                        task -> {
                            throw new RejectedExecutionException("full");
                        },
                        config))
                .isTrue();
        assertThat(provider.receipts()).hasSize(1);
    }

    private boolean mark(ReadReceipts receipts, Executor beside, WhatsAppConfig stored) {
        var providers = new Providers(
                Map.of(PROVIDER, new ProviderPlugin.Provider(provider, new PlainCodec(), true)),
                new ScriptedProvider());
        return new MarkAsRead(
                        new FakeDesk(),
                        new InMemoryConfigs(stored),
                        providers,
                        receipts,
                        beside,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .markAsRead(Scope.everyCompany(), CONVERSATION);
    }

    private Optional<ConversationDesk.Reading> read(Instant receivedAt) {
        return Optional.of(new ConversationDesk.Reading(
                config.id(),
                Optional.of(
                        new ConversationDesk.Heard(new ExternalId("wamid.9"), Optional.of("message-9"), receivedAt))));
    }

    private final class FakeDesk implements ConversationDesk {
        @Override
        public Optional<Seat> takeOver(Scope scope, ConversationId conversation) {
            throw new UnsupportedOperationException("nobody takes it over");
        }

        @Override
        public Optional<Seat> release(Scope scope, ConversationId conversation) {
            throw new UnsupportedOperationException("nobody gives it back");
        }

        @Override
        public Optional<Reading> markRead(Scope scope, ConversationId conversation) {
            return reading;
        }
    }
}
