package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.port.Mutator;
import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.MessageReceived;
import cl.fizko.chat.domain.webhook.InboundEvent.StatusChanged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import cl.fizko.chat.domain.webhook.WebhookDelivery;
import org.junit.jupiter.api.Test;

/** Spoiled deliveries: an answer always, and nothing in it that could not be stored or that the reader did not foresee. */
class DecodeFuzzTest {

    private static final int PER_FIXTURE = 400;

    private final KapsoWebhookCodec codec = Fixtures.CODEC;

    @Test
    void decode_spoiledFixtures_alwaysAnswers() {
        var mutator = new Mutator();
        for (var row : Fixtures.deliveries()) {
            var original = row.delivery();
            for (int i = 0; i < PER_FIXTURE; i++) {
                var where = "fuzz.seed=" + mutator.seed() + ", " + row + ", mutation " + i;
                check(where, new WebhookDelivery(original.headers(), mutator.mutated(original.body())));
            }
        }
    }

    private void check(String where, WebhookDelivery spoiled) {
        try {
            for (var event : codec.decode(spoiled).events()) {
                assertThat(Storable.problem(told(event))).as(where).isEmpty();
                if (event instanceof Undecodable undecodable) {
                    assertThat(undecodable.reason()).as(where).doesNotContain("the reader failed");
                }
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(where, e);
        }
    }

    private static String told(InboundEvent event) {
        if (event instanceof MessageReceived received) {
            return received.id().value()
                    + received.line().value()
                    + received.content().words().orElse("")
                    + received.senderName().orElse("")
                    + received.providerConversation().orElse("");
        }
        return event instanceof StatusChanged changed ? changed.id().value() : "";
    }
}
