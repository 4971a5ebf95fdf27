package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What time it is in Chile and when the clocks change next, from the time zone's own rules. */
final class OfficialTime implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "hora en chile",
            "cambian la hora",
            "cambia la hora",
            "cambio de hora",
            "horario de verano",
            "horario de invierno",
            "hora oficial");
    private static final Keywords CLOCK = Keywords.of("que hora es");
    private static final Keywords EVENT = Keywords.of("a que hora");
    private static final int SECONDS_PER_HOUR = 3_600;

    private final Texts texts;

    OfficialTime(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean clock = question.has(CLOCK) && !question.has(EVENT);
        if (!question.has(ASKED) && !clock) {
            return Optional.empty();
        }
        var zone = AgentContext.TAX_ZONE;
        var now = question.context().now().atZone(zone);
        var draft = new Draft(texts)
                .say(
                        "time.now",
                        "time",
                        ChileanFormat.clock(now.toLocalTime()),
                        "date",
                        ChileanFormat.date(now.toLocalDate()),
                        "offset",
                        offset(now.getOffset().getTotalSeconds()));
        var transition = zone.getRules().nextTransition(question.context().now());
        if (transition != null) {
            var before = transition.getDateTimeBefore();
            boolean midnight = before.toLocalTime().equals(LocalTime.MIDNIGHT);
            var day = midnight ? before.toLocalDate().minusDays(1) : before.toLocalDate();
            draft.say(
                    "time.change",
                    "date",
                    ChileanFormat.date(day),
                    "time",
                    midnight ? "24:00" : ChileanFormat.clock(before.toLocalTime()),
                    "days",
                    String.valueOf(ChronoUnit.DAYS.between(now.toLocalDate(), day)),
                    "offset",
                    offset(transition.getOffsetAfter().getTotalSeconds()));
        }
        return draft.because(TaxSource.OFFICIAL_TIME, "next transition of America/Santiago; a decree may change it")
                .answer();
    }

    private static String offset(int seconds) {
        return "UTC" + (seconds < 0 ? "-" : "+") + Math.abs(seconds) / SECONDS_PER_HOUR;
    }
}
