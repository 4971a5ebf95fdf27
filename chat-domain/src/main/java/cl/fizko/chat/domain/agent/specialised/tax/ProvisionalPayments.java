package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;

/** PPM: the monthly advance on income tax that travels in Form 29. */
final class ProvisionalPayments implements Topic {

    private static final Keywords PPM = Keywords.of("ppm", "pagos provisionales", "pago provisional");
    private static final Keywords RATE =
            Keywords.of("cuanto", "porcentaje", "tasa", "que porcentaje", "calcul*", "por ciento", "que es");
    private static final Keywords TIME =
            Keywords.of("vence", "vencio", "hasta cuando", "plazo", "alcanzo", "cuando", "que dia", "fecha");
    private static final YearMonth HALVED_FROM = YearMonth.of(2025, Month.AUGUST);
    private static final YearMonth HALVED_UNTIL = YearMonth.of(2027, Month.DECEMBER);

    /** 0.125 % in hundred-thousandths; above 50,000 UF it is twice that. */
    private static final long LOW_RATE = 125;

    private static final long WHOLE = 100_000;

    private final Texts texts;
    private final F29Wording wording;

    ProvisionalPayments(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(PPM)) {
            return Optional.empty();
        }
        if (question.has(WithoutMovement.NO_SALES)) {
            return new Draft(texts)
                    .say("ppm.nosales")
                    .because(TaxSource.PPM, "PPM is a share of the gross income of the month")
                    .answer();
        }
        var draft = new Draft(texts);
        if (question.has(RATE) && !question.has(TIME)) {
            var period = question.month(Direction.NEAREST).orElse(YearMonth.from(question.today()));
            boolean halved = !period.isBefore(HALVED_FROM) && !period.isAfter(HALVED_UNTIL);
            draft.say(halved ? "ppm.rate" : "ppm.rate.unknown")
                    .because(TaxSource.PPM, "Pro Pyme pays 0.125 % or 0.25 % up to the F29 filed in January 2028");
            if (halved) {
                question.amount()
                        .ifPresent(income -> draft.say(
                                "ppm.amount",
                                "income",
                                ChileanFormat.pesos(income.pesos()),
                                "low",
                                ChileanFormat.pesos(share(income.pesos(), LOW_RATE)),
                                "high",
                                ChileanFormat.pesos(share(income.pesos(), 2 * LOW_RATE))));
            }
            return draft.say("ppm.infoot").answer();
        }
        draft.say("ppm.infoot");
        wording.monthOrNext(draft, question);
        return draft.answer();
    }

    private static long share(long income, long rate) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(income, rate), WHOLE / 2), WHOLE);
    }
}
