package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.AnnualIncomeTax;
import cl.fizko.chat.domain.tax.TaxForm;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Form 22, the annual income tax return: when, who, and when refunds come. */
final class AnnualReturn implements Topic {

    private static final Keywords RENTA = Keywords.of(
            "renta",
            "rentas",
            "operacion renta",
            "declaracion anual",
            "impuesto anual",
            "f22",
            "devolucion de impuestos");
    private static final Keywords REFUND =
            Keywords.of("devuelven", "devolvieron", "devolucion", "devolver", "depositan", "deposito", "reembols*");
    private static final Keywords WHO = Keywords.of(
            "sin ganancias",
            "sin utilidades",
            "perdida*",
            "igual declara",
            "quien declara",
            "quienes declaran",
            "obligad*",
            "tengo que declarar",
            "tengo que hacer",
            "debo declarar",
            "sin ventas",
            "no vendi",
            "sin movimiento");
    private static final Keywords PAST =
            Keywords.of("fue", "era", "vencio", "vencia", "paso", "se me paso", "cuando era");
    private static final Keywords OPENS = Keywords.of(
            "desde que dia", "desde cuando", "cuando abre", "cuando parte", "cuando empieza", "se puede hacer");

    private final Texts texts;
    private final F29Wording wording;

    AnnualReturn(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(RENTA) && !question.names(TaxForm.F22)) {
            return Optional.empty();
        }
        int year = taxYear(question);
        if (question.has(REFUND)) {
            return new Draft(texts)
                    .say(year > 2026 ? "f22.refund.unpublished" : "f22.refund.past", "year", String.valueOf(year))
                    .say("f22.refund")
                    .because(TaxSource.F22, "refund calendar of tax year 2025: 25 April to 30 May, by day of filing")
                    .answer();
        }
        var draft = new Draft(texts);
        if (question.has(Reminders.ASKED)) {
            draft.say("reminder.note");
        }
        if (question.has(WHO)) {
            draft.say("f22.who").because(TaxSource.F22, "companies of the first category always file F22");
        }
        dates(draft, year, question);
        if (question.has(OPENS)) {
            draft.say("f22.opens");
        }
        return draft.answer();
    }

    private int taxYear(Question question) {
        int next = AnnualIncomeTax.nextTaxYear(question.today());
        boolean past = question.has(PAST);
        if (question.year().isPresent()) {
            return question.year().getAsInt();
        }
        return past ? next - 1 : next;
    }

    private void dates(Draft draft, int year, Question question) {
        var known = AnnualIncomeTax.of(year);
        if (known.isEmpty()) {
            draft.say("f22.unknown", "year", String.valueOf(year));
            return;
        }
        var tax = known.get();
        draft.say("f22.title", "year", String.valueOf(year), "income", String.valueOf(tax.incomeYear()));
        draft.say("f22.due", "due", wording.withDistance(tax.withPayment(), question.today()));
        tax.withoutPayment()
                .ifPresentOrElse(
                        day -> draft.say("f22.free", "due", ChileanFormat.date(day)),
                        () -> draft.say("f22.free.unpublished"));
        draft.because(TaxSource.F22, "F22 of tax year " + year + " with payment is due " + tax.withPayment());
    }
}
