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
        var next = ChileanHolidays.after(question.today(), NEXT);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        var draft = new Draft(texts).say("holidays.next");
        for (Holiday holiday : next) {
            var key = holiday.feast().isIrrenunciable() ? "holidays.line.closed" : "holidays.line";
            draft.say(key, "date", ChileanFormat.date(holiday.date()), "name", name(holiday, texts));
            draft.because(TaxSource.HOLIDAYS, holiday.date() + " is " + holiday.feast());
        }
        return draft.answer();
    }
}
