package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.Mutator;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import org.junit.jupiter.api.Test;

/** Spoiled deliveries: an answer always, and nothing in it that could not be stored or that the reader did not foresee. */
class DecodeFuzzTest {

    private static final int PER_FIXTURE = 150;

    private final KapsoWebhookCodec codec = Fixtures.CODEC;

    @Test
    void decode_spoiledBytes_alwaysAnswers() {
        var mutator = new Mutator();
        for (var row : Fixtures.deliveries()) {
            var original = row.delivery();
            for (int i = 0; i < PER_FIXTURE; i++) {
                var where = "fuzz.seed=" + mutator.seed() + ", " + row + ", mutation " + i;
                check(where, new WebhookDelivery(original.headers(), mutator.mutated(original.body())));
            }
        }
    }

    @Test
    void decode_spoiledValues_alwaysAnswers() {
        var seed = new Mutator().seed();
        var mutator = new DeepMutator(seed);
        for (var row : Fixtures.deliveries()) {
            var original = row.delivery();
            for (int i = 0; i < PER_FIXTURE; i++) {
                var where = "fuzz.seed=" + seed + ", " + row + ", deep mutation " + i;
                check(where, new WebhookDelivery(original.headers(), mutator.mutated(original.body())));
            }
        }
    }

    private void check(String where, WebhookDelivery spoiled) {
        try {
            var events = codec.decode(spoiled).events();
            assertThat(events).as(where).isNotEmpty();
            for (var event : events) {
                assertThat(Storable.problem(Told.by(event))).as(where).isEmpty();
                if (event instanceof Undecodable undecodable) {
                    assertThat(undecodable.reason()).as(where).doesNotContain("the reader failed");
                }
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(where, e);
        }
    }
}
