package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome.Held;
import cl.fizko.chat.domain.port.TemplateCatalog;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request with a key counts for its limit, over a real socket. */
class KeyLimitsTest {

    private static final Optional<Secret> KEY = Optional.of(new Secret(Outbound.TOKEN));

    @RegisterExtension
    private final FakeKapso kapso = new FakeKapso();

    @ParameterizedTest
    @ValueSource(strings = {"send", "receipt", "history", "media", "templates"})
    void call_whateverItIsFor_usesTheKeysRoomForAll(String first) {
        kapso.always(() -> FakeKapso.answer(500, "{}").build());
        var provider = open("1");
        assertThat(call(provider, first)).isNotEqualTo("limit:key");
        for (var next : new String[] {"receipt", "history", "media", "templates", "send"}) {
            assertThat(call(provider, next)).as(next).isEqualTo("limit:key");
        }
        assertThat(kapso.requestsSeen()).isEqualTo(1);
    }

    @Test
    void call_otherKey_hasRoomOfItsOwn() {
        kapso.always(() -> FakeKapso.answer(500, "{}").build());
        var provider = open("1");
        assertThat(call(provider, "receipt")).isEqualTo("http:500");
        var other = receipt(Optional.of(new Secret("otra")));
        assertThat(provider.messaging().markRead(other)).map(Failure::code).contains("http:500");
    }

    @Test
    void call_withoutALimit_alwaysLeaves() {
        kapso.always(() -> FakeKapso.answer(500, "{}").build());
        var provider = open("0");
        for (int i = 0; i < 20; i++) {
            assertThat(call(provider, "receipt")).isEqualTo("http:500");
        }
    }

    private ProviderPlugin.Provider open(String perMinute) {
        return new KapsoPlugin()
                .open(Map.of(KapsoSettings.BASE_URL, kapso.url(FakeKapso.PROXY), KapsoSettings.KEY_RATE, perMinute));
    }

    /** What became of it, as a code. */
    private static String call(ProviderPlugin.Provider provider, String what) {
        return switch (what) {
            case "send" ->
                provider.messaging().send(Outbound.text("Hola"), Outbound.UNNOTICED) instanceof Held held
                        ? held.code()
                        : "sent";
            case "receipt" ->
                provider.messaging().markRead(receipt(KEY)).map(Failure::code).orElse("");
            case "history" ->
                Histories.unavailable(provider.history()
                        .orElseThrow()
                        .read(new MessageHistory.Query(
                                Histories.EVERYTHING.line(),
                                KEY,
                                Histories.EVERYTHING.direction(),
                                Optional.empty(),
                                Histories.EVERYTHING.since(),
                                Histories.EVERYTHING.until(),
                                Optional.empty())));
            case "media" -> media(provider.media().orElseThrow());
            default ->
                provider.templates().orElseThrow().list(new TemplateCatalog.Account("2099", KEY))
                                instanceof TemplateCatalog.Answer.Failed<?> failed
                        ? failed.failure().code()
                        : "listed";
        };
    }

    private static String media(MediaSource media) {
        var file = new MediaReference(
                Optional.of("1184"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var request = new MediaSource.Request(new LineId("109900000000001"), KEY, file, 1_000);
        return media.fetch(request, OutputStream.nullOutputStream()) instanceof MediaSource.Outcome.RetryLater later
                ? later.code()
                : "fetched";
    }

    private static ReadReceipt receipt(Optional<Secret> key) {
        return new ReadReceipt(
                new LineId("109900000000001"), key, new ExternalId("wamid.IN1"), Optional.empty(), false);
    }
}
