package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.privacy.KeyRedaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what messages get in view of what was said before: an agent's reply, a reply by rule, or silence and why. Pure: the
 * same talk, messages and agents give the same decisions. Thread-safe, no I/O.
 */
public final class Dialogue {

    private static final String KEY_REMOVED = "a password was removed: told to change it";

    private final AgentManager agents;
    private final Texts texts;
    private final Consent consent;
    private final Wordless wordless;
    private final HandingOver handingOver;
    private final ClosedNote closedNote;

    /** A dialogue of these agents; what it says by itself stands in the texts. */
    public Dialogue(AgentManager agents, Texts texts) {
        this.agents = agents;
        this.texts = texts;
        this.consent = new Consent(texts);
        this.wordless = new Wordless(texts);
        this.handingOver = new HandingOver(texts);
        this.closedNote = new ClosedNote(texts);
    }

    /**
     * Decides messages that are one inquiry: at most the last that is said to us gets a reply.
     *
     * @param messages in order, at least one; more than one only if they are to be answered together
     * @return one decision a message, in the same order
     */
    public List<Decision> decide(Talk talk, List<Heard> messages) {
        if (talk.owner() == ConversationOwner.HUMAN) {
            return whileAHumanAnswers(talk, messages);
        }
        var spoken = messages.stream()
                .filter(message -> Spoken.silence(message, messages).isEmpty())
                .toList();
        var decisions = new ArrayList<Decision>(messages.size());
        for (var message : messages) {
            var silence = Spoken.silence(message, messages);
            if (silence.isPresent()) {
                decisions.add(silent(talk, silence.get(), Set.of(), List.of()));
            } else {
                var last = spoken.get(spoken.size() - 1);
                decisions.add(
                        message.id().equals(last.id())
                                ? answer(talk, spoken)
                                : silent(talk, "answered together with " + last.id(), Set.of(), List.of()));
            }
        }
        return decisions;
    }

    /** A wish to be left alone is obeyed whoever answers. */
    private List<Decision> whileAHumanAnswers(Talk talk, List<Heard> messages) {
        var decisions = new ArrayList<Decision>(messages.size());
        var change = Consent.change(talk, Spoken.words(messages));
        for (int i = 0; i < messages.size(); i++) {
            boolean last = i == messages.size() - 1;
            var acts = last ? change.map(Set::of).orElse(Set.of()) : Set.<Act>of();
            var rules = acts.contains(Act.OPT_OUT) ? List.of(Consent.OUT_RULE) : List.<String>of();
            decisions.add(silent(talk, "a human owns the conversation", acts, rules));
        }
        return decisions;
    }

    /** A wish to be left alone that is already granted needs no word, a question beside it does. */
    private static boolean asks(List<Heard> spoken) {
        return spoken.stream()
                .anyMatch(heard -> heard.content().words().orElse("").contains("?"));
    }

    private Decision answer(Talk talk, List<Heard> spoken) {
        var written = Spoken.words(spoken);
        var change = Consent.change(talk, written);
        if (change.isPresent()) {
            return reply(talk, consent.confirm(change.get()));
        }
        if (Consent.isRepeated(talk, written) && !asks(spoken)) {
            return silent(talk, "opted out already, and that was confirmed", Set.of(), List.of());
        }
        var words = Spoken.together(written);
        if (words.isEmpty()) {
            return wordless.acknowledge(talk, spoken)
                    .map(ruled -> reply(talk, ruled))
                    .orElseGet(() ->
                            silent(talk, "a message without words was acknowledged just now", Set.of(), List.of()));
        }
        return Acknowledgement.is(words.get()) ? nod(talk, words.get()) : ask(talk, words.get(), Optional.empty());
    }

    private Decision nod(Talk talk, ReadText text) {
        var asked = talk.lastOfOurs().filter(Acknowledgement::expectsYes);
        if (asked.isEmpty()) {
            return silent(talk, "a nod needs no reply", Set.of(), List.of());
        }
        var agent = asked.get().agentName();
        if (agent.isPresent()) {
            return ask(talk, text, agent);
        }
        return Acknowledgement.isYes(text)
                ? reply(talk, handingOver.accepted(talk))
                : silent(talk, "a no ends the matter", Set.of(), List.of());
    }

    /** Asks the agents; the preferred one comes first if it may be asked. */
    private Decision ask(Talk talk, ReadText text, Optional<AgentName> preferred) {
        var inquiry = new Inquiry(text, talk.context());
        var question = Question.of(inquiry);
        boolean wantsPerson = HandingOver.isAskedBy(text);
        var ranking = agents.rank(inquiry);
        var first = wantsPerson ? Optional.of(AgentName.SUPPORT) : preferred;
        var chosen = first.flatMap(name -> named(name, ranking));
        if (wantsPerson) {
            var answer = chosen.map(c -> Ruled.by(agents.answer(inquiry, Candidate.first(c, ranking))));
            return reply(talk, handingOver.asked(talk, answer));
        }
        if (ranking.isEmpty()) {
            return silent(talk, "every agent that could answer is switched off", Set.of(), List.of());
        }
        var ordered = chosen.map(c -> Candidate.first(c, ranking))
                .orElseGet(() -> Continuation.rank(question, text, ranking));
        boolean keyRemoved = KeyRedaction.isMarked(text.written());
        if (ordered.get(0).agentName().equals(AgentName.GREETING) && !keyRemoved) {
            var silence = Manners.silence(talk, question);
            if (silence.isPresent()) {
                return silent(talk, silence.get(), Set.of(), List.of());
            }
        }
        var answer = Ruled.by(agents.answer(inquiry, ordered));
        boolean continues = !ordered.get(0).agentName().equals(ranking.get(0).agentName()) && chosen.isEmpty();
        answer = continues ? answer.and(Continuation.RULE) : answer;
        if (answer.isBy(AgentName.FALLBACK) && !keyRemoved && isSaidAgain(talk, answer)) {
            return silent(talk, "the same question back was just asked", Set.of(), List.of());
        }
        answer = handingOver.whenUnknownTwice(talk, answer);
        answer = keyRemoved ? warned(answer) : answer;
        return reply(talk, closedNote.addTo(answer, talk));
    }

    private static Optional<Candidate> named(AgentName name, List<Candidate> ranking) {
        return ranking.stream().filter(c -> c.agentName().equals(name)).findFirst();
    }

    private static boolean isSaidAgain(Talk talk, Ruled answer) {
        return talk.lastOfOurs()
                .flatMap(last -> last.text())
                .filter(answer.response().content()::equals)
                .isPresent();
    }

    private Ruled warned(Ruled answer) {
        var warning = texts.say("key.removed");
        var content = answer.response().content();
        var warned = content.contains(warning) ? answer : answer.saying(warning + "\n" + content);
        return warned.and(KEY_REMOVED);
    }

    private Decision reply(Talk talk, Ruled ruled) {
        var response = ruled.response();
        return new Decision(
                talk.now(),
                Optional.of(response),
                Optional.empty(),
                response.acts(),
                ruled.rules(),
                agents.version(),
                Optional.empty());
    }

    private Decision silent(Talk talk, String why, Set<Act> acts, List<String> rules) {
        return new Decision(
                talk.now(), Optional.empty(), Optional.of(why), acts, rules, agents.version(), Optional.empty());
    }
}
