package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** A month without sales: it is declared all the same, by the 28th. */
final class WithoutMovement implements Topic {

    static final Keywords IDLE = Keywords.of("sin movimiento*", "sin pago", "sin actividad", "f29 en cero", "en cero");
    static final Keywords NO_SALES = Keywords.of(
            "no vendi",
            "no venda",
            "no vendo",
            "no vendimos",
            "sin ventas",
            "no emiti",
            "no facture",
            "no facturo",
            "no factura",
            "no tuve ventas",
            "no tuve movimiento*",
            "no hubo ventas",
            "no hubo movimiento*",
            "zero sales",
            "no sales",
            "no compre",
            "nada vendido",
            "no tengo ventas",
            "no tengo movimiento*");

    private final Texts texts;
    private final F29Wording wording;

    WithoutMovement(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(IDLE) && !question.has(NO_SALES)) {
            return Optional.empty();
        }
        if (question.has(Vocabulary.FEE_EARNER)) {
            return new Draft(texts)
                    .say("idle.fees")
                    .because(TaxSource.F29_WITHOUT_MOVEMENT, "second-category taxpayers without movement need not file")
                    .answer();
        }
        var period = question.month(Direction.NEAREST).orElseGet(() -> latest(question.today()));
        var dates = F29DueDates.of(period);
        if (dates.isEmpty()) {
            return new Draft(texts)
                    .say("f29.unknown", "period", ChileanFormat.month(period))
                    .answer();
        }
        boolean open = !dates.get().withoutPayment().isBefore(question.today());
        var draft = new Draft(texts).say(open ? "idle.open" : "idle.closed", "period", ChileanFormat.month(period));
        wording.withoutPaymentLine(draft, dates.get(), question);
        if (!open) {
            draft.say("fine.idle").say("fine.computed").because(TaxSource.FINES, "art. 97 N°2: 1 UTM to 1 UTA");
        }
        return draft.answer();
    }

    private static YearMonth latest(LocalDate today) {
        var last = YearMonth.from(today).minusMonths(1);
        return F29DueDates.of(last)
                .filter(d -> d.withoutPayment().isBefore(today))
                .map(d -> last.plusMonths(1))
                .orElse(last);
    }
}
