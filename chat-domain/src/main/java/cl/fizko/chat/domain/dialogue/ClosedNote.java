package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.office.Office;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.language.ChileanFormat;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Outside business hours an answer says when people are back, once while the office stays closed. Nothing is added where no
 * hours are configured, nor to answers that speak of them anyway.
 */
final class ClosedNote {

    private static final String RULE = "closed now: the hours were added";

    private static final Set<AgentName> PROFESSIONAL = Set.of(
            AgentName.TAX_REMINDER,
            AgentName.DTE,
            AgentName.HONORARIOS,
            AgentName.SII_INTEGRATION,
            AgentName.INVOICE_PROCESSING,
            AgentName.SUPPORT,
            AgentName.SALES,
            AgentName.UNRECOGNIZED_QUESTION);

    private final Texts texts;

    ClosedNote(Texts texts) {
        this.texts = texts;
    }

    Ruled addTo(Ruled answer, Talk talk) {
        var hours = talk.company().businessHours();
        var response = answer.response();
        if (hours.isEmpty()
                || !PROFESSIONAL.contains(response.agentName())
                || response.acts().contains(Act.HAND_OVER)) {
            return answer;
        }
        var office = new Office(hours.get());
        var now = office.local(talk.now());
        var opening = office.nextOpening(now);
        if (office.isOpenAt(now) || opening.isEmpty()) {
            return answer;
        }
        var date = ChileanFormat.date(opening.get().toLocalDate());
        var start = ChileanFormat.clock(opening.get().toLocalTime());
        // Each closed stretch has its own next opening: who was told that one was told of this stretch.
        boolean told = Stream.of("closed.note", "support.next", "hours.next")
                .map(key -> texts.say(key, "date", date, "start", start))
                .anyMatch(said -> response.content().contains(said) || wasSaid(said, talk));
        return told
                ? answer
                : answer.saying(response.content() + "\n" + texts.say("closed.note", "date", date, "start", start))
                        .and(RULE);
    }

    private static boolean wasSaid(String sentence, Talk talk) {
        return talk.recent().stream()
                .filter(past -> !past.fromCustomer())
                .anyMatch(past ->
                        past.text().filter(text -> text.contains(sentence)).isPresent());
    }
}
