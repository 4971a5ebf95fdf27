package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.ChileanHolidays;
import cl.fizko.chat.domain.tax.TaxCalendar;
import cl.fizko.chat.domain.tax.TaxForm;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.Month;
import java.util.Optional;

/** How Form 29 works: its rules rather than a date of it. */
final class F29Rules implements Topic {

    private static final Keywords TWELVE =
            Keywords.of("el 12", "12 o el 20", "12 o 20", "20 o el 12", "20 o 12", "the 12");
    private static final Keywords TWENTY = Keywords.of("el 20", "o 20", "20 o");
    private static final Keywords SHIFT = Keywords.of(
            "cae",
            "se corre",
            "corre el pago",
            "corre el plazo",
            "sabado*",
            "domingo*",
            "feriado*",
            "fin de semana",
            "inhabil");
    private static final Keywords HOUR = Keywords.of(
            "12 de la noche", "medianoche", "que hora", "hasta las", "a las 12", "cierra el banco", "las 24", "23 59");
    private static final Keywords PERIODICITY = Keywords.of(
            "cada cuanto", "mensual o", "es mensual", "trimestral", "todos los meses", "periodicidad", "cuantas veces");
    private static final Keywords WHAT_IS =
            Keywords.of("que es el", "que es", "para que sirve", "quien tiene que", "quienes");
    private static final Keywords PERIOD = Keywords.of("que periodo", "cual periodo", "que mes");
    private static final Keywords FILED_IN = Keywords.of(
            "declara en",
            "declaro en",
            "declarar en",
            "paga en",
            "pago en",
            "pagar en",
            "vence en",
            "presento en",
            "presenta en",
            "toca en",
            "tocan en");

    private final Texts texts;
    private final F29Wording wording;

    F29Rules(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (endsOnLastOfYear(question)) {
            return lastOfYear(question);
        }
        if (question.has(TWELVE) && question.has(TWENTY)) {
            return rule(question);
        }
        if (question.has(HOUR)) {
            return next(new Draft(texts).say("f29.hour"), question);
        }
        if (question.has(SHIFT)) {
            return next(
                    new Draft(texts).say("f29.shift").because(TaxSource.F29_DUE_DATES, "moves to a business day"),
                    question);
        }
        if (question.has(PERIODICITY)) {
            return next(new Draft(texts).say("f29.periodicity"), question);
        }
        if (filedIn(question)) {
            var month = question.month(Direction.FUTURE).orElseThrow();
            var draft = new Draft(texts)
                    .say(
                            "f29.filedin",
                            "month",
                            ChileanFormat.month(month),
                            "period",
                            ChileanFormat.month(month.minusMonths(1)));
            return wording.describe(draft, month.minusMonths(1), question).answer();
        }
        boolean named = question.names(TaxForm.F29) || question.has(Vocabulary.VAT);
        return named && question.has(WHAT_IS) ? next(new Draft(texts).say("f29.what"), question) : Optional.empty();
    }

    private static boolean filedIn(Question question) {
        return question.mentions().dates().months().size() == 1 && (question.has(FILED_IN) || question.has(PERIOD));
    }

    private Optional<Answer> rule(Question question) {
        var draft = new Draft(texts).say("f29.rule");
        question.company()
                .f29DueDay()
                .ifPresentOrElse(
                        rule -> draft.say("f29.rule.yours", "rule", String.valueOf(rule.day())),
                        () -> draft.say("f29.rule.check"));
        return next(draft, question);
    }

    private Optional<Answer> next(Draft draft, Question question) {
        wording.monthOrNext(draft, question);
        return draft.answer();
    }

    private static boolean endsOnLastOfYear(Question question) {
        return question.day(Direction.FUTURE)
                .filter(d -> d.getMonth() == Month.DECEMBER && d.getDayOfMonth() == 31)
                .isPresent();
    }

    private Optional<Answer> lastOfYear(Question question) {
        var day = question.day(Direction.FUTURE).orElseThrow();
        if (!ChileanHolidays.covers(day)) {
            return Optional.empty();
        }
        return new Draft(texts)
                .say(
                        "shift.lastofyear",
                        "year",
                        String.valueOf(day.getYear()),
                        "due",
                        ChileanFormat.date(TaxCalendar.sameOrNextBusinessDay(day)))
                .because(TaxSource.F29_DUE_DATES, "31 December is no business day for taxes")
                .answer();
    }
}
