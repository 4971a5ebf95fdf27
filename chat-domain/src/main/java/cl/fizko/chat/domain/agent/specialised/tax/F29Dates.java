package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.TaxForm;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;

/** When Form 29 is due: of the month in question, or else the next one. */
final class F29Dates implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "iva",
            "ivas",
            "impuesto*",
            "inpuesto*",
            "imposto*",
            "declarar",
            "declaro",
            "declaracion*",
            "declara",
            "vence",
            "vencio",
            "vencimiento*",
            "plazo",
            "pagar",
            "formulario*",
            "tax",
            "taxes",
            "periodo",
            "fecha limite",
            "fecha de pago");
    private static final Keywords DONE = Keywords.of("ya paso", "vencio", "ya vencio", "paso el plazo", "se paso");
    private static final Keywords WHOLE_YEAR =
            Keywords.of("completo", "todas", "todos", "calendario", "fechas", "vencimientos", "todo el ano");
    private static final int LATELY = 12;
    private static final int MOST_MONTHS = 4;

    private final Texts texts;
    private final F29Wording wording;

    F29Dates(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean asked = question.has(ASKED) || question.names(TaxForm.F29);
        return asked ? Optional.of(due(question)) : Optional.empty();
    }

    /** The dates, whatever was asked: what this agent says when nothing else fits. */
    Answer due(Question question) {
        var months = question.mentions().dates().months();
        if (months.size() > 1) {
            var draft = new Draft(texts);
            months.stream()
                    .map(month -> month.resolve(question.today(), question.direction()))
                    .distinct()
                    .limit(MOST_MONTHS)
                    .forEach(period -> wording.describe(draft, period, question));
            return draft.done();
        }
        if (months.isEmpty() && question.year().isPresent() && question.has(WHOLE_YEAR)) {
            return year(question.year().getAsInt(), question);
        }
        var named = question.month(question.direction());
        return named.isPresent()
                ? of(named.get(), question)
                : wording.next(new Draft(texts), question).done();
    }

    private Answer year(int year, Question question) {
        var draft = new Draft(texts).say("f29.year", "year", String.valueOf(year));
        for (Month month : Month.values()) {
            F29DueDates.of(YearMonth.of(year, month)).ifPresent(dates -> {
                draft.say(
                        "f29.year.line",
                        "period",
                        ChileanFormat.monthName(dates.period()),
                        "due",
                        wording.inline(dates, question));
                draft.because(TaxSource.F29_DUE_DATES, "F29 of " + dates.period() + " is due on " + dates.twentieth());
            });
        }
        if (F29DueDates.of(YearMonth.of(year, Month.DECEMBER)).isEmpty()) {
            draft.say("f29.unknown", "period", ChileanFormat.month(YearMonth.of(year, Month.DECEMBER)));
        }
        return draft.done();
    }

    private Answer of(YearMonth period, Question question) {
        var draft = new Draft(texts);
        var dates = F29DueDates.of(period);
        if (dates.isPresent() && question.has(DONE)) {
            draft.say(dates.get().twentieth().isBefore(question.today()) ? "f29.over" : "f29.notover");
        }
        wording.describe(draft, period, question);
        dates.ifPresent(d -> wording.withoutPaymentLine(draft, d, question));
        boolean over =
                dates.filter(d -> d.twentieth().isBefore(question.today())).isPresent();
        boolean lately = dates.filter(d -> d.withoutPayment().plusDays(LATELY).isAfter(question.today()))
                .isPresent();
        if (over && lately) {
            draft.say("f29.late");
        }
        otherReading(period, question)
                .ifPresent(other -> draft.say(
                        "f29.other",
                        "month",
                        ChileanFormat.monthName(period),
                        "period",
                        ChileanFormat.month(other.period()),
                        "due",
                        wording.inline(other, question)));
        return draft.done();
    }

    /** "El F29 de diciembre" may also be the one paid in December; worth a line as long as that one matters. */
    private static Optional<F29DueDates> otherReading(YearMonth period, Question question) {
        var now = YearMonth.from(question.today());
        boolean near = period.equals(now) || period.equals(now.plusMonths(1));
        return near && question.names(TaxForm.F29)
                ? F29DueDates.of(period.minusMonths(1))
                        .filter(d -> !d.twentieth().plusDays(LATELY).isBefore(question.today()))
                : Optional.empty();
    }
}
