package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.DailyInterest;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.TaxForm;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;

/** Filing or paying late: which rule applies. Never how much: that the SII computes. */
final class LateFiling implements Topic {

    private static final Keywords FREE_OF =
            Keywords.of("sin multa", "sin multas", "sem multa", "sin recargo*", "sin interes*", "sin pagar multa");
    private static final Keywords FINE = Keywords.of("multa", "multas", "multan", "multaron", "sancion*", "recargo*");
    /** Asks what being late costs. */
    static final Keywords CHARGED = Keywords.of("multa", "multas", "cobrar", "cobran", "atraso");

    static final String RULE = "art. 97 N°11: 10 %, 2 % a month or fraction, at most 30 %";
    private static final Keywords INTEREST = Keywords.of("interes", "intereses");
    private static final Keywords READJUSTMENT = Keywords.of("reajuste*", "reajusta*");
    private static final Keywords LATE = Keywords.of(
            "atraso",
            "atrasado",
            "atrasada",
            "atrasao",
            "atrasados",
            "fuera de plazo",
            "se me paso",
            "se me olvido",
            "me olvide",
            "no alcance",
            "pagar tarde",
            "pago tarde",
            "que pasa si no",
            "que pasa si mando",
            "que pasa si pago",
            "que pasa si declaro",
            "que pasa si presento",
            "me atrase",
            "debo iva");
    private static final Keywords ANNUAL = Keywords.of("renta", "declaracion anual", "ppm", "dj", "juradas");
    private static final Keywords NOTHING_DECLARED = Keywords.of("no declarar", "no declare", "no declaro");
    private static final int RECENT_DAYS = 20;

    private final Texts texts;
    private final F29Wording wording;

    LateFiling(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (question.has(FREE_OF)) {
            return Optional.empty();
        }
        if (question.has(READJUSTMENT)) {
            return readjustment(question);
        }
        if (question.has(INTEREST)) {
            return interest(question);
        }
        return question.has(FINE) || question.has(LATE) ? fine(question) : Optional.empty();
    }

    private Optional<Answer> fine(Question question) {
        var draft = new Draft(texts);
        boolean idle = question.has(WithoutMovement.IDLE) || question.has(WithoutMovement.NO_SALES);
        boolean annual = question.has(ANNUAL) || question.names(TaxForm.F22);
        if (!idle && !annual) {
            period(question).ifPresent(dates -> wording.describe(draft, dates.period(), question));
        }
        if (idle) {
            draft.say("fine.idle").because(TaxSource.FINES, "art. 97 N°2: 1 UTM to 1 UTA without tax to pay");
        } else if (annual) {
            draft.say("fine.annual")
                    .because(TaxSource.FINES, "art. 97 N°2: 10 %, after the 5th month 2 % a month, at most 30 %");
        } else {
            draft.say("fine.vat").because(TaxSource.FINES, RULE);
            if (question.has(NOTHING_DECLARED)) {
                draft.say("fine.idle.also");
            }
        }
        return draft.say("fine.computed").say("person").noting(question).answer();
    }

    private Optional<Answer> interest(Question question) {
        var draft = new Draft(texts).say("interest.rule");
        var known = DailyInterest.on(LocalDate.of(2026, Month.JANUARY, 1)).orElseThrow();
        draft.say("interest.known", "rate", "0,022%");
        if (DailyInterest.on(question.today()).isEmpty()) {
            draft.say("interest.unknown");
        }
        question.month(Direction.PAST)
                .flatMap(F29DueDates::of)
                .ifPresent(dates -> draft.say(
                        "late.due",
                        "period",
                        ChileanFormat.month(dates.period()),
                        "due",
                        wording.inline(dates, question)));
        return draft.say("interest.computed")
                .because(TaxSource.INTEREST, "daily rate of the first half of 2026: " + known.billionths() + " / 10^9")
                .noting(question)
                .answer();
    }

    private Optional<Answer> readjustment(Question question) {
        var draft = new Draft(texts);
        var paid = question.day(Direction.NEAREST);
        var dates = period(question);
        if (paid.isPresent() && dates.isPresent()) {
            var due = dates.get().twentieth();
            boolean sameMonth = YearMonth.from(due).equals(YearMonth.from(paid.get()));
            draft.say(
                    sameMonth ? "readjustment.none" : "readjustment.some",
                    "period",
                    ChileanFormat.month(dates.get().period()),
                    "due",
                    wording.inline(dates.get(), question),
                    "paid",
                    ChileanFormat.date(paid.get()));
        } else {
            draft.say("readjustment.rule");
        }
        return draft.say("readjustment.rest")
                .because(TaxSource.READJUSTMENT, "no reajuste within the calendar month of the due date")
                .answer();
    }

    /** The period in question: the one named, else the one that fell due last if that was lately, else the next. */
    private static Optional<F29DueDates> period(Question question) {
        if (!question.mentions().dates().months().isEmpty()) {
            return question.month(Direction.PAST).flatMap(F29DueDates::of);
        }
        var last = F29DueDates.of(YearMonth.from(question.today()).minusMonths(1));
        return last.filter(d -> d.twelfth().isBefore(question.today())
                        && d.twentieth().plusDays(RECENT_DAYS).isAfter(question.today()))
                .or(() -> F29Wording.next(question));
    }
}
