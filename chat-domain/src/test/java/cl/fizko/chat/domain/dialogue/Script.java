package cl.fizko.chat.domain.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A conversation, told as it goes: who says what, and what must come of it. Begins on Monday, 23 November 2026, at 10:00. */
final class Script {

    static final Instant MONDAY = at("2026-11-23T10:00");
    private static final AgentManager AGENTS = AgentManager.withDefaultAgents(Clock.fixed(MONDAY, ZoneOffset.UTC));
    private static final MediaReference FILE = new MediaReference(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Dialogue dialogue;
    private Talk talk =
            new Talk(MONDAY, ConversationOwner.BOT, Optional.empty(), false, CompanyProfile.unknown(), List.of());
    private List<Decision> decisions = List.of();
    private int messages;

    private Script(AgentManager agents) {
        this.dialogue = new Dialogue(agents, Texts.chilean());
    }

    static Script begins() {
        return begins(AGENTS);
    }

    static Script begins(AgentManager agents) {
        return new Script(agents);
    }

    static Instant at(String localTime) {
        return LocalDateTime.parse(localTime).atZone(AgentContext.TAX_ZONE).toInstant();
    }

    // --- the circumstances ---

    Script on(String localTime) {
        return with(at(localTime), talk.owner(), talk.optedOut(), talk.company(), talk.recent());
    }

    Script later(Duration pause) {
        return with(talk.now().plus(pause), talk.owner(), talk.optedOut(), talk.company(), talk.recent());
    }

    Script officeFrom9To18() {
        var hours = new BusinessHours(LocalTime.of(9, 0), LocalTime.of(18, 0), AgentContext.TAX_ZONE);
        return with(new CompanyProfile(Optional.empty(), Optional.of(hours), Optional.empty()));
    }

    Script switchedOff(String... agents) {
        return with(
                new CompanyProfile(Optional.empty(), talk.company().businessHours(), Optional.empty(), Set.of(agents)));
    }

    Script heldByAHuman() {
        return with(talk.now(), ConversationOwner.HUMAN, talk.optedOut(), talk.company(), talk.recent());
    }

    Script optedOut() {
        return with(talk.now(), talk.owner(), true, talk.company(), talk.recent());
    }

    Script released() {
        return with(talk.now(), ConversationOwner.BOT, talk.optedOut(), talk.company(), talk.recent());
    }

    Script aPersonWrites(String text) {
        var ours = new PastMessage(false, Optional.of(text), Optional.empty(), talk.now());
        var recent = Stream.concat(talk.recent().stream(), Stream.of(ours)).toList();
        return with(talk.now(), talk.owner(), talk.optedOut(), talk.company(), recent);
    }

    private Script with(CompanyProfile company) {
        return with(talk.now(), talk.owner(), talk.optedOut(), company, talk.recent());
    }

    private Script with(
            Instant now, ConversationOwner owner, boolean optedOut, CompanyProfile company, List<PastMessage> recent) {
        talk = new Talk(now, owner, talk.contactName(), optedOut, company, recent);
        return this;
    }

    // --- what the customer does ---

    Script customer(String text) {
        return sends(new MessageContent.Text(text));
    }

    Script customerSends(MediaKind kind) {
        return sends(new MessageContent.Media(kind, FILE, Optional.empty(), Optional.empty()));
    }

    Script customerSays(String transcript) {
        return sends(new MessageContent.Media(MediaKind.AUDIO, FILE, Optional.empty(), Optional.of(transcript)));
    }

    Script sends(MessageContent content) {
        return inOneBurst(content);
    }

    Script inOneBurst(String... texts) {
        return inOneBurst(Stream.of(texts).map(MessageContent.Text::new).toArray(MessageContent[]::new));
    }

    Script inOneBurst(MessageContent... contents) {
        var heard = new ArrayList<Heard>();
        for (var content : contents) {
            messages++;
            heard.add(new Heard(
                    new MessageId(new UUID(0, messages)), new ExternalId("wamid." + messages), content, talk.now()));
        }
        decisions = dialogue.decide(talk, heard);
        assertThat(decisions).hasSize(contents.length);
        assertThat(decisions).filteredOn(d -> d.response().isPresent()).hasSizeLessThanOrEqualTo(1);
        assertThat(decisions)
                .allMatch(d -> d.response().isPresent() != d.silence().isPresent());
        talk = talk.after(heard, decisions).recent().size() > 10 ? shortened(heard) : talk.after(heard, decisions);
        return later(Duration.ofMinutes(1));
    }

    private Talk shortened(List<Heard> heard) {
        var after = talk.after(heard, decisions);
        var recent = after.recent()
                .subList(after.recent().size() - 10, after.recent().size());
        return new Talk(after.now(), after.owner(), after.contactName(), after.optedOut(), after.company(), recent);
    }

    // --- what must come of it ---

    Script answers(String agent, String... parts) {
        var response = last().response();
        assertThat(response).as("silence: %s", last().silence()).isPresent();
        assertThat(response.get().agentName().value())
                .as(response.get().content())
                .isEqualTo(agent);
        return says(parts);
    }

    Script says(String... parts) {
        for (var part : parts) {
            assertThat(content()).contains(part);
        }
        return this;
    }

    Script saysNot(String... parts) {
        assertThat(content()).doesNotContain(parts);
        return this;
    }

    Script silent() {
        assertThat(last().silence())
                .as(() -> last().response()
                        .map(r -> r.agentName() + ": " + r.content())
                        .orElse(""))
                .isPresent();
        return this;
    }

    Script silentBecause(String why) {
        assertThat(silent().last().silence().orElseThrow()).contains(why);
        return this;
    }

    Script rule(String part) {
        assertThat(last().rules()).anyMatch(rule -> rule.contains(part));
        return this;
    }

    Script noRule() {
        assertThat(last().rules()).isEmpty();
        return this;
    }

    Script act(Act act) {
        assertThat(last().acts()).containsExactly(act);
        return this;
    }

    Script noAct() {
        assertThat(last().acts()).isEmpty();
        return this;
    }

    Script othersAnsweredTogether() {
        assertThat(decisions.subList(0, decisions.size() - 1))
                .allMatch(d -> d.silence().orElseThrow().startsWith("answered together with "));
        return this;
    }

    String content() {
        return last().response().orElseThrow().content();
    }

    List<Decision> decisions() {
        return decisions;
    }

    private Decision last() {
        return decisions.get(decisions.size() - 1);
    }
}
