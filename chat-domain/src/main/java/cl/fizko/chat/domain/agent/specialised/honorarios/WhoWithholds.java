package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.specialised.tax.F29Wording;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.HonorariosRetention;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.YearMonth;
import java.util.Optional;

/** Who withholds and pays the retention, and when. */
final class WhoWithholds implements Topic {

    private static final Keywords PAYER = Keywords.of(
            "enterar",
            "entero",
            "pague honorarios",
            "pague una boleta",
            "honorarios que pague",
            "declaro la retencion",
            "pago la retencion",
            "pagar la retencion",
            "pagamos honorarios",
            "se paga la retencion",
            "se declara la retencion",
            "se entera la retencion");
    /** Payers who do not withhold. */
    static final Keywords NOT_WITHHOLDING = Keywords.of(
            "extranjero",
            "extranjera",
            "espana",
            "afuera",
            "gringo",
            "peru",
            "argentina",
            "usa",
            "estados unidos",
            "no retiene",
            "no me retiene",
            "persona natural",
            "particular*",
            "retenga nada");

    private static final Keywords WHO = Keywords.of(
            "quien paga",
            "quien retiene",
            "la paga la empresa",
            "o yo",
            "retengo yo",
            "retenga yo",
            "que me retengan",
            "retiene el que",
            "yo o el cliente",
            "quien la paga",
            "quien debe retener");
    private static final Keywords UNPAID =
            Keywords.of("nunca pago", "no pago mi retencion", "no pagaron", "no la pago", "no declaro");
    private static final Keywords LESS = Keywords.of("pagaron menos", "llego menos", "pago menos", "menos de lo que");

    private final Texts texts;
    private final F29Wording wording;

    WhoWithholds(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (question.has(LESS)) {
            return less(question);
        }
        if (question.has(UNPAID)) {
            return new Draft(texts)
                    .say("bhe.unpaid")
                    .say("person")
                    .noting(question)
                    .answer();
        }
        boolean who = question.has(WHO);
        if (question.has(PAYER) && !who) {
            return payer(question);
        }
        if (question.has(NOT_WITHHOLDING) && question.amount().isEmpty()) {
            return issuer(question);
        }
        return who
                ? new Draft(texts)
                        .say("bhe.who")
                        .say("bhe.who.not")
                        .because(
                                TaxSource.HONORARIOS_WITHHOLDER, "State and companies withhold; private persons do not")
                        .answer()
                : Optional.empty();
    }

    private Optional<Answer> less(Question question) {
        int year = question.year().orElse(question.today().getYear());
        var draft = new Draft(texts).say("bhe.less");
        HonorariosRetention.of(year).ifPresent(retention -> {
            var rate = ChileanFormat.percent(retention.basisPoints());
            draft.say("bhe.rate", "year", String.valueOf(year), "rate", rate);
            question.amount()
                    .ifPresent(amount -> draft.say(
                            "bhe.fromgross",
                            "gross",
                            ChileanFormat.pesos(amount.pesos()),
                            "year",
                            String.valueOf(year),
                            "rate",
                            rate,
                            "withheld",
                            ChileanFormat.pesos(retention.withheldOf(amount.pesos())),
                            "net",
                            ChileanFormat.pesos(retention.netOf(amount.pesos()))));
            RetentionAmounts.because(draft, retention);
        });
        return draft.answer();
    }

    private Optional<Answer> payer(Question question) {
        var paid = question.day(Direction.PAST)
                .map(YearMonth::from)
                .or(() -> question.month(Direction.PAST))
                .orElse(YearMonth.from(question.today()));
        var draft = new Draft(texts).say("bhe.payer");
        wording.describe(draft, paid, question);
        return draft.because(
                        TaxSource.HONORARIOS_WITHHOLDER, "the retention belongs to the F29 of the month of payment")
                .answer();
    }

    private Optional<Answer> issuer(Question question) {
        int year = question.today().getYear();
        var draft = new Draft(texts).say("bhe.who.not");
        HonorariosRetention.of(year)
                .ifPresent(r -> draft.say(
                        "bhe.rate", "year", String.valueOf(year), "rate", ChileanFormat.percent(r.basisPoints())));
        question.month(Direction.NEAREST)
                .flatMap(F29DueDates::of)
                .or(() -> F29Wording.next(question))
                .ifPresent(dates -> wording.describe(draft, dates.period(), question));
        return draft.because(
                        TaxSource.HONORARIOS_WITHHOLDER, "without a withholder the issuer pays PPM at the same rate")
                .answer();
    }
}
