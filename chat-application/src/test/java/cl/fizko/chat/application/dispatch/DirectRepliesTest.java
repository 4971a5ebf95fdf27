package cl.fizko.chat.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.Outbox.ClaimedSend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectRepliesTest {

    private static final WhatsAppConfigId LINE = new WhatsAppConfigId(new UUID(1, 1));

    private final SendSlots slots = new SendSlots(4);
    private final List<ClaimedSend> sent = new ArrayList<>();
    private final DirectReplies direct = new DirectReplies(slots, sent::addAll);

    @Test
    void reserve_takesWhatTheLineMayHave_andGivesBackWhatNothingWasClaimedFor() {
        try (var reserved = direct.reserve(conversations(10), conversation -> LINE)) {
            assertThat(reserved.conversations()).hasSize(3);
            assertThat(slots.taken()).isEqualTo(3);

            reserved.send(List.of(send(reserved.conversations().iterator().next())));
        }

        assertThat(sent).hasSize(1);
        assertThat(slots.taken()).as("one is with its sender").isEqualTo(1);
    }

    @Test
    void reserve_theSameConversationTwice_takesOneSlot() {
        var twice = new ArrayList<>(conversations(1));
        twice.addAll(conversations(1));
        try (var reserved = direct.reserve(twice, conversation -> LINE)) {
            assertThat(reserved.conversations()).hasSize(1);
            assertThat(slots.taken()).isEqualTo(1);
        }
        assertThat(slots.taken()).isZero();
    }

    @Test
    void close_waitsForWhatIsUnderWay_andGivesOutNoMore() throws Exception {
        var reserved = direct.reserve(conversations(1), conversation -> LINE);
        var closing = new Thread(direct::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        try (var late = direct.reserve(conversations(2), conversation -> LINE)) {
            assertThat(late.conversations()).isEmpty();
        }
        assertThat(closing.isAlive()).isTrue();

        reserved.close();

        closing.join(30_000);
        assertThat(closing.isAlive()).isFalse();
        assertThat(slots.taken()).isZero();
    }

    @Test
    void none_sendsNothing() {
        try (var reserved = DirectReplies.none().reserve(conversations(2), conversation -> LINE)) {
            assertThat(reserved.conversations()).isEmpty();
        }
    }

    private static List<ConversationId> conversations(int count) {
        List<ConversationId> conversations = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            conversations.add(new ConversationId(new UUID(2, i)));
        }
        return conversations;
    }

    private static ClaimedSend send(ConversationId conversation) {
        return new ClaimedSend(
                new MessageId(new UUID(3, 1)),
                conversation,
                LINE,
                new ContactAddress(Optional.of(new PhoneNumber("+56900000001")), Optional.empty()),
                new MessageContent.Text("hola"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                0,
                Instant.EPOCH,
                true,
                ConversationOwner.BOT);
    }
}
