package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.MessagingProviderContract;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The legacy API is held to the same contract. */
class LegacyV1ProviderContractTest extends MessagingProviderContract {

    private static final AtomicInteger ACCEPTED = new AtomicInteger();

    @RegisterExtension
    final FakeKapso kapso = new FakeKapso();

    @Override
    protected MessagingProvider providerThat(Behaviour behaviour) {
        switch (behaviour) {
            case ACCEPTS ->
                kapso.always(() -> FakeKapso.answer(
                                201,
                                "{\"data\":{\"whatsapp_message_id\":\"wamid." + ACCEPTED.incrementAndGet() + "\"}}")
                        .build());
            case THROTTLES_FOR_7_S ->
                kapso.always(() -> FakeKapso.answer(429, Fixtures.text("http-429-kapso"))
                        .addHeader("Retry-After", "7")
                        .build());
            case FAILS_WITH_500 ->
                kapso.always(() -> FakeKapso.answer(500, "{\"error\":\"Internal\",\"status\":500}")
                        .build());
            case DROPS_THE_ANSWER -> kapso.always(FakeKapso::hangsUp);
            case ANSWERS_WITH_HTML ->
                kapso.always(() -> FakeKapso.answer(200, "<html>ok</html>").build());
            case REFUSES_CONNECTIONS -> {
                return FakeKapso.providerAt(FakeKapso.deadAddress().replace(FakeKapso.PROXY, FakeKapso.LEGACY));
            }
            case CLOSED_WINDOW ->
                kapso.always(() -> FakeKapso.answer(422, Fixtures.text("http-422-kapso-window"))
                        .build());
            case BAD_TOKEN ->
                kapso.always(() ->
                        FakeKapso.answer(401, "{\"error\":\"Invalid API key\"}").build());
        }
        return kapso.legacyProvider();
    }

    @Override
    protected OptionalInt requestsSeen() {
        return OptionalInt.of(kapso.requestsSeen());
    }
}
