package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.AnnualIncomeTax;
import cl.fizko.chat.domain.tax.F29DueDates;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;

/** Which forms fall due in a month. */
final class MonthlyOverview implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "que formularios",
            "formularios me tocan",
            "que vence este mes",
            "que debo presentar",
            "que tengo que presentar",
            "que me toca",
            "que tengo que declarar",
            "que debo declarar",
            "que impuestos",
            "que vencimientos");

    private final Texts texts;
    private final F29Wording wording;

    MonthlyOverview(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(ASKED)) {
            return Optional.empty();
        }
        var month = question.month(Direction.FUTURE).orElse(YearMonth.from(question.today()));
        var draft = new Draft(texts).say("month.title", "month", ChileanFormat.month(month));
        wording.describe(draft, month.minusMonths(1), question);
        F29DueDates.of(month.minusMonths(1)).ifPresent(dates -> wording.withoutPaymentLine(draft, dates, question));
        if (month.getMonth() == Month.MARCH) {
            draft.say("month.march");
        }
        if (month.getMonth() == Month.APRIL) {
            AnnualIncomeTax.of(month.getYear())
                    .ifPresent(tax -> draft.say("month.april", "due", ChileanFormat.date(tax.withPayment())));
        }
        F29DueDates.of(month.minusMonths(1))
                .filter(dates -> dates.twentieth().isBefore(question.today()))
                .flatMap(dates -> F29Wording.next(question))
                .ifPresent(dates -> wording.describe(draft, dates.period(), question));
        return draft.say("month.varies").answer();
    }
}
