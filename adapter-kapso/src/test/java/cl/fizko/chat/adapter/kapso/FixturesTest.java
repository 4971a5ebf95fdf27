package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.webhook.DecodedDelivery;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fixture is authentic and says what the table beside it expects. */
class FixturesTest {

    private final KapsoWebhookCodec codec = Fixtures.CODEC;

    static Stream<Fixtures.Row> deliveries() {
        return Fixtures.deliveries().stream();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void isAuthentic_signatureOfTheTable_isTrue(Fixtures.Row row) {
        assertThat(codec.isAuthentic(row.delivery(), row.secret())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void isAuthentic_theOtherSecret_isFalse(Fixtures.Row row) {
        var other = row.isMeta() ? Fixtures.KAPSO_SECRET : Fixtures.META_SECRET;
        assertThat(codec.isAuthentic(row.delivery(), other)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void decode_fixture_keepsItsKeyAndEvent(Fixtures.Row row) {
        var decoded = codec.decode(row.delivery());
        assertThat(decoded.key().value()).isEqualTo("clave-de-" + row.name());
        assertThat(decoded.eventName())
                .isEqualTo(
                        switch (row.name()) {
                            case "meta-messages-two-users", "meta-statuses-out-of-order" -> "messages";
                            case "meta-template-status-update" -> "message_template_status_update";
                            default -> row.event();
                        });
    }

    static Stream<Arguments> expected() {
        return ExpectedEvents.ofFixtures();
    }

    @ParameterizedTest
    @MethodSource("expected")
    void decode_fixture_saysWhatTheTableExpects(String name, List<InboundEvent> events) {
        assertThat(codec.decode(Fixtures.row(name).delivery()).events()).isEqualTo(events);
    }

    @Test
    void expected_everyDeliveryOfTheTable_isThere() {
        assertThat(expected().map(arguments -> arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(
                        deliveries().map(Fixtures.Row::name).toList());
    }

    /** A file that nobody lists is expected to mean nothing. */
    @Test
    void rows_everyFile_isInTheTable() throws Exception {
        var folder = Path.of(Objects.requireNonNull(FixturesTest.class.getResource("/kapso/fixtures"))
                .toURI());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Fixtures.rows().stream().map(Fixtures.Row::name).toList());
        }
    }

    /** As a quarantined delivery is looked at again. */
    @ParameterizedTest
    @MethodSource("deliveries")
    void decodeKept_fixture_saysTheSame(Fixtures.Row row) {
        var decoded = codec.decode(row.delivery());
        assertThat(codec.decodeKept(
                        decoded.eventName(), decoded.key(), row.delivery().body()))
                .isEqualTo(decoded);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void decode_withoutVersionAndBatchHeader_saysTheSame(Fixtures.Row row) {
        var full = row.delivery();
        var headers = new java.util.HashMap<>(full.headers());
        headers.remove("x-webhook-payload-version");
        headers.remove("x-webhook-batch");
        DecodedDelivery bare = codec.decode(new WebhookDelivery(headers, full.body()));
        assertThat(bare).isEqualTo(codec.decode(full));
    }
}
