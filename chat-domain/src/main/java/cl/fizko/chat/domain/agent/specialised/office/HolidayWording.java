package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.ChileanHolidays;
import cl.fizko.chat.domain.tax.Holiday;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/** The names of holidays, and the next ones. */
final class HolidayWording implements Topic {

    private static final Keywords ASKED = Keywords.of("feriado*", "festivo*");
    private static final Keywords OPEN = Keywords.of("atiend*", "abr*", "avren", "trabaj*", "hay alguien", "abierto*");
    private static final int NEXT = 3;

    private final Texts texts;

    HolidayWording(Texts texts) {
        this.texts = texts;
    }

    static String name(Holiday holiday, Texts texts) {
        return texts.say("holiday." + holiday.feast().name());
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean dayGiven = !question.mentions().dates().days().isEmpty();
        if (!question.has(ASKED) || question.has(OPEN) || dayGiven) {
            return Optional.empty();
        }
        var year = question.mentions().dates().year();
        if (year.isPresent() && !ChileanHolidays.covers(LocalDate.of(year.getAsInt(), Month.DECEMBER, 31))) {
            return new Draft(texts)
                    .say("holidays.unknown", "year", String.valueOf(year.getAsInt()))
                    .answer();
        }
        var next =
                year.isPresent() ? ChileanHolidays.of(year.getAsInt()) : ChileanHolidays.after(question.today(), NEXT);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        var draft = new Draft(texts);
        year.ifPresentOrElse(
                y -> draft.say("holidays.year", "year", String.valueOf(y)), () -> draft.say("holidays.next"));
        for (Holiday holiday : next) {
            var key = holiday.feast().isIrrenunciable() ? "holidays.line.closed" : "holidays.line";
            draft.say(key, "date", ChileanFormat.date(holiday.date()), "name", name(holiday, texts));
            draft.because(TaxSource.HOLIDAYS, holiday.date() + " is " + holiday.feast());
        }
        return draft.answer();
    }
}
