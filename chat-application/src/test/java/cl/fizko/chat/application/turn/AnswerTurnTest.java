package cl.fizko.chat.application.turn;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.identity.TimeOrderedIds;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.TurnRepository.AwaitingMessage;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerTurnTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final WhatsAppConfig config = Samples.config("line");
    private final AnswerTurn answer =
            new AnswerTurn(new AgentManager(CLOCK).register("echo", new Echo(), 1), new TimeOrderedIds(CLOCK), CLOCK);

    @Test
    void answer_oneMessage_getsOneReply() {
        var finished = answer.answer(turn(ConversationOwner.BOT, text("hola")), config);
        assertThat(finished.handledThrough()).isEqualTo(1);
        assertThat(finished.epoch()).isEqualTo(4);
        assertThat(replies(finished.decisions().get(0).replies())).containsExactly("eco: hola");
    }

    @Test
    void answer_severalMessages_eachReplyQuotesItsOwn() {
        var finished = answer.answer(turn(ConversationOwner.BOT, text("uno"), text("dos")), config);
        assertThat(finished.handledThrough()).isEqualTo(2);
        assertThat(finished.decisions())
                .extracting(handled ->
                        handled.replies().get(0).quoted().orElseThrow().value())
                .containsExactly("wamid.1", "wamid.2");
    }

    @Test
    void answer_whileAHumanOwnsTheConversation_isSilentAndSaysWhy() {
        var handled = answer.answer(turn(ConversationOwner.HUMAN, text("hola")), config)
                .decisions()
                .get(0);
        assertThat(handled.replies()).isEmpty();
        assertThat(handled.decision().silence()).contains("a human owns the conversation");
    }

    @Test
    void answer_reaction_isSilent() {
        var reaction = new MessageContent.Reaction(new ExternalId("wamid.0"), Optional.of("👍"));
        var handled = answer.answer(turn(ConversationOwner.BOT, reaction), config)
                .decisions()
                .get(0);
        assertThat(handled.replies()).isEmpty();
        assertThat(handled.decision().silence()).isPresent();
    }

    @Test
    void answer_burst_getsOneReplyThatQuotesTheLast() {
        var finished = answer.answer(turn(ConversationOwner.BOT, text("uno"), text("dos")), bursts());
        assertThat(finished.decisions().get(0).replies()).isEmpty();
        assertThat(finished.decisions().get(0).decision().silence().orElseThrow())
                .isEqualTo("answered together with " + new UUID(1, 2));
        assertThat(replies(finished.decisions().get(1).replies())).containsExactly("eco: uno\ndos");
        assertThat(finished.decisions().get(1).replies().get(0).quoted()).contains(new ExternalId("wamid.2"));
        assertThat(finished.handledThrough()).isEqualTo(2);
    }

    @Test
    void answer_burstThatAnAgentCannotTake_isSilentAltogether() {
        var finished = answer.answer(turn(ConversationOwner.BOT, text("falla")), bursts());
        assertThat(finished.decisions().get(0).decision().silence()).contains("an agent failed: IllegalStateException");
    }

    @Test
    void answer_afterAHandOverInTheSameTurn_isSilent() {
        var finished = answer.answer(turn(ConversationOwner.BOT, text("persona"), text("hola")), config);
        assertThat(finished.decisions().get(0).decision().acts()).containsExactly(Act.HAND_OVER);
        assertThat(finished.decisions().get(1).decision().silence()).contains("a human owns the conversation");
    }

    @Test
    void answer_knowsWhatWasSaidAndThatTheCustomerOptedOut() {
        var said = new PastMessage(false, Optional.of("¿Quieres ayuda?"), Optional.empty(), NOW.minusSeconds(60));
        var asked = turn(ConversationOwner.BOT, Optional.empty(), List.of(said), text("si"));
        assertThat(answer.answer(asked, config).decisions().get(0).decision().acts())
                .containsExactly(Act.HAND_OVER);
        var out = turn(ConversationOwner.BOT, Optional.of(NOW.minusSeconds(60)), List.of(), text("BAJA"));
        assertThat(answer.answer(out, config).decisions().get(0).replies()).isEmpty();
    }

    @Test
    void answer_messageThatAnAgentCannotTake_doesNotHoldUpTheNext() {
        var finished = answer.answer(turn(ConversationOwner.BOT, text("falla"), text("hola")), config);
        assertThat(finished.decisions().get(0).decision().silence()).contains("an agent failed: IllegalStateException");
        assertThat(replies(finished.decisions().get(1).replies())).containsExactly("eco: hola");
        assertThat(finished.handledThrough()).isEqualTo(2);
    }

    private static List<String> replies(List<Reply> replies) {
        return replies.stream()
                .map(reply -> reply.content().words().orElseThrow())
                .toList();
    }

    private static MessageContent text(String body) {
        return new MessageContent.Text(body);
    }

    private static WhatsAppConfig bursts() {
        var it = Samples.config("line");
        return new WhatsAppConfig(
                it.id(),
                it.companyId(),
                it.provider(),
                it.lineId(),
                it.businessAccountId(),
                it.phoneNumber(),
                it.active(),
                it.autoResponses(),
                Duration.ofSeconds(5),
                it.profile(),
                it.apiToken(),
                it.webhookSecrets());
    }

    private static ClaimedTurn turn(ConversationOwner owner, MessageContent... contents) {
        return turn(owner, Optional.empty(), List.of(), contents);
    }

    private static ClaimedTurn turn(
            ConversationOwner owner,
            Optional<Instant> optedOutAt,
            List<PastMessage> recent,
            MessageContent... contents) {
        var messages = new ArrayList<AwaitingMessage>();
        for (var content : contents) {
            var sequence = messages.size() + 1;
            messages.add(new AwaitingMessage(
                    new MessageId(new UUID(1, sequence)), sequence, new ExternalId("wamid." + sequence), content, NOW));
        }
        var contact = new Contact(
                new ContactId(new UUID(2, 2)), ContactAddress.of(Samples.CUSTOMER), Optional.of("Rosa"), optedOutAt);
        var conversation = new Conversation(
                new ConversationId(new UUID(3, 3)),
                new CompanyId(1),
                Samples.config("line").id(),
                contact,
                owner,
                Optional.empty());
        return new ClaimedTurn(conversation, 4, messages, recent);
    }

    private static final class Echo implements Agent {
        @Override
        public Assessment assess(Inquiry inquiry) {
            return new Assessment(new Confidence(1), List.of());
        }

        @Override
        public Answer answer(Inquiry inquiry) {
            if (inquiry.text().equals("falla")) {
                throw new IllegalStateException("on purpose");
            }
            return Answer.of("eco: " + inquiry.text());
        }
    }
}
