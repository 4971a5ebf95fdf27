package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.CreditNoteWindow;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.YearMonth;
import java.util.Optional;

/** Voiding or correcting a document that was issued. */
final class Corrections implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "anul*",
            "equivoque",
            "ekivoke",
            "equivocado",
            "equivocada",
            "equivocad*",
            "corregir",
            "correccion",
            "cancel*",
            "arreglo",
            "tiene vuelta",
            "misma factura",
            "duplicada",
            "duplique",
            "bajarle",
            "rebajar",
            "descontar",
            "cambiar la glosa",
            "glosa",
            "wrong amount",
            "error en la factura",
            "mal emitida",
            "mal escrita",
            "2 veces",
            "dos veces");
    private static final Keywords VOID_CREDIT_NOTE = Keywords.of(
            "anular una nota de credito",
            "anular la nota de credito",
            "anulo una nota de credito",
            "anulo la nota de credito");
    private static final Keywords RECEIPT = Keywords.of("boleta", "boletas");
    private static final Keywords PART =
            Keywords.of("bajarle", "rebajar", "descontar", "descuento", "quebrada", "devolucion");
    private static final Keywords TEXT =
            Keywords.of("glosa", "direccion", "giro", "razon social", "detalle", "mal escrita");
    private static final Keywords TWICE = Keywords.of("misma factura", "2 veces", "dos veces", "duplicada", "duplique");

    private final Texts texts;

    Corrections(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(ASKED)) {
            return Optional.empty();
        }
        var draft = new Draft(texts);
        if (question.has(VOID_CREDIT_NOTE)) {
            return draft.say("dte.void.creditnote")
                    .because(TaxSource.CREDIT_NOTE, "a debit note voids a credit note in the same or next period")
                    .answer();
        }
        if (question.has(TWICE)) {
            draft.say("dte.twice");
        }
        var invoiced = question.month(Direction.PAST)
                .or(() -> question.day(Direction.PAST).map(YearMonth::from));
        if (question.has(TEXT)) {
            draft.say("dte.correct.text");
        } else if (question.has(PART)) {
            draft.say("dte.correct.part");
        } else {
            draft.say(question.has(RECEIPT) ? "dte.void.receipt" : "dte.void");
        }
        invoiced.ifPresentOrElse(month -> window(draft, month, question), () -> draft.say("dte.window.rule"));
        return draft.because(TaxSource.CREDIT_NOTE, "a credit note voids in the same or the next tax period")
                .noting(question)
                .answer();
    }

    private static void window(Draft draft, YearMonth invoiced, Question question) {
        var window = new CreditNoteWindow(invoiced);
        var key = window.isOpenOn(question.today()) ? "dte.window.open" : "dte.window.closed";
        draft.say(
                key,
                "invoiced",
                ChileanFormat.month(invoiced),
                "last",
                ChileanFormat.month(window.lastPeriod()),
                "day",
                ChileanFormat.date(window.lastPeriod().atEndOfMonth()));
    }
}
