package cl.fizko.chat.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.decision.Repetition;
import cl.fizko.chat.application.decision.Repetition.Difference;
import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.Contact;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.ContactId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.DecisionRepository.DecisionRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How {@code why} shows a decision, to people and to programs. */
class DecisionOutputTest {

    private static final Instant THEN = Instant.parse("2026-11-22T15:00:05Z");

    @Test
    void text_saysAllButTheWords() {
        assertThat(text(answered(), false, Optional.empty())).isEqualToNormalizingNewlines("""
                message     00000000-0000-0001-0000-000000000001, text, 2026-11-22 12:00:05 (America/Santiago)
                decided     2026-11-22 12:00:05 (America/Santiago), version 1-abc
                answered by tax_reminder, confidence 0.9712
                reply       00000000-0000-0002-0000-000000000002, text, delivered
                ranking     highest confidence, then highest priority, then registered first
                             1. tax_reminder           0.9712  priority 100  f29 +2.10, greeting set aside
                             2. support                0.0100  priority  70  f29 -0.40
                threshold   below 0.35 an agent that owns up to not knowing answers
                rules       closed now: the hours were added
                acts        hand_over
                fact        F29 is due 2026-12-21 (SII FAQ 1, as of 2026-01-02)
                model       none was asked
                """);
    }

    @Test
    void text_onDemand_showsTheWords() {
        assertThat(text(answered(), true, Optional.empty()))
                .contains("y el f29 de Rosa?")
                .contains("El lunes, Rosa");
    }

    @Test
    void text_ofASilence_saysWhy() {
        var silent = record(Decision.silent(THEN, "a human owns the conversation"), List.of());
        assertThat(text(silent, false, Optional.empty()))
                .contains("no reply    a human owns the conversation")
                .doesNotContain("ranking")
                .doesNotContain("answered by");
    }

    @Test
    void text_again_saysSameOrWhatDiffers() {
        assertThat(text(answered(), false, Optional.of(new Repetition.Same()))).endsWith("again       same\n");
        assertThat(text(answered(), false, Optional.of(new Repetition.NotRepeatable("no agent was asked"))))
                .contains("cannot be compared: no agent was asked");
        var different = Optional.<Repetition>of(new Repetition.Different(List.of(
                new Difference("agent_name", "tax_reminder", ""), new Difference("content", "de Rosa", "de Ana"))));
        assertThat(text(answered(), false, different))
                .contains("again       different")
                .contains("agent_name then: tax_reminder")
                .contains("agent_name now:  none")
                .contains("content differs")
                .doesNotContain("Rosa");
        assertThat(text(answered(), true, different)).contains("content now:  de Ana");
    }

    @Test
    void json_hasTheSame() throws Exception {
        var json = json(answered(), false, Optional.of(new Repetition.Same()));
        assertThat(json.path("message").path("external_id").asText()).isEqualTo("wamid.1");
        assertThat(json.path("agent_name").asText()).isEqualTo("tax_reminder");
        assertThat(json.path("confidence").asDouble()).isEqualTo(0.9712);
        assertThat(json.path("silence").isNull()).isTrue();
        assertThat(json.path("candidates")
                        .get(1)
                        .path("evidence")
                        .get(0)
                        .path("weight")
                        .asDouble())
                .isEqualTo(-0.4);
        assertThat(json.path("facts").get(0).path("as_of").asText()).isEqualTo("2026-01-02");
        assertThat(json.path("acts").get(0).asText()).isEqualTo("hand_over");
        assertThat(json.path("thresholds").path("least_to_act_on").asDouble()).isEqualTo(0.35);
        assertThat(json.path("again").path("result").asText()).isEqualTo("same");
        assertThat(json.toString()).doesNotContain("Rosa").doesNotContain("+569");
    }

    @Test
    void json_onDemand_hasTheWords() throws Exception {
        assertThat(json(answered(), true, Optional.empty())
                        .path("message")
                        .path("content")
                        .asText())
                .isEqualTo("y el f29 de Rosa?");
        var different = Optional.<Repetition>of(
                new Repetition.Different(List.of(new Difference("content", "de Rosa", "de Ana"))));
        assertThat(json(answered(), false, different).path("again").toString()).doesNotContain("Rosa");
        assertThat(json(answered(), true, different).path("again").toString()).contains("de Ana");
    }

    private static String text(DecisionRecord record, boolean withText, Optional<Repetition> again) {
        var written = new StringWriter();
        new DecisionText(new PrintWriter(written, true), withText).print(record, again);
        return written.toString();
    }

    private static JsonNode json(DecisionRecord record, boolean withText, Optional<Repetition> again)
            throws IOException {
        return new ObjectMapper().readTree(Json.indented(new DecisionFields(withText).of(record, again)));
    }

    private static DecisionRecord answered() {
        var candidates = List.of(
                new Candidate(
                        AgentName.TAX_REMINDER,
                        100,
                        new Confidence(0.97123),
                        List.of(new Evidence("f29", 2.1), new Evidence("greeting set aside", 0))),
                new Candidate(AgentName.SUPPORT, 70, new Confidence(0.01), List.of(new Evidence("f29", -0.4))));
        var facts = List.of(new Fact("F29 is due 2026-12-21", "SII FAQ 1", LocalDate.of(2026, 1, 2)));
        var response = new AgentResponse(
                "El lunes, Rosa",
                new Confidence(0.97123),
                AgentName.TAX_REMINDER,
                candidates,
                facts,
                Set.of(Act.HAND_OVER));
        var decision = new Decision(
                THEN,
                Optional.of(response),
                Optional.empty(),
                Set.of(Act.HAND_OVER),
                List.of("closed now: the hours were added"),
                "1-abc",
                Optional.empty());
        return record(decision, List.of(message(2, Direction.OUTGOING, "El lunes, Rosa")));
    }

    private static DecisionRecord record(Decision decision, List<Message> replies) {
        var contact = new Contact(
                new ContactId(new UUID(3, 3)),
                ContactAddress.of(new PhoneNumber("+56955500101")),
                Optional.of("Rosa"),
                Optional.empty());
        return new DecisionRecord(
                message(1, Direction.INCOMING, "y el f29 de Rosa?"),
                new WhatsAppConfigId(new UUID(4, 4)),
                contact,
                decision,
                replies,
                List.of());
    }

    private static Message message(int number, Direction direction, String words) {
        return new Message(
                new MessageId(new UUID(number, number)),
                new ConversationId(new UUID(5, 5)),
                number,
                direction,
                new MessageContent.Text(words),
                direction == Direction.OUTGOING ? Optional.of(DeliveryStatus.DELIVERED) : Optional.empty(),
                Optional.of(new ExternalId("wamid." + number)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                THEN);
    }
}
