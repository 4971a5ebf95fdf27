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
import cl.fizko.chat.domain.tax.HonorariosAnnulment;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Annulling or correcting a boleta de honorarios. */
final class Annulment implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "anul*",
            "quedo mala",
            "equivoque",
            "ekivoke",
            "equivocado",
            "equivocada",
            "otro rut",
            "corregir",
            "me equivoque",
            "borrar la boleta",
            "eliminar",
            "mal emitida",
            "fecha mala");

    private final Texts texts;
    private final F29Wording wording;

    Annulment(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(ASKED)) {
            return Optional.empty();
        }
        var issued = question.day(Direction.PAST)
                .or(() -> question.month(Direction.PAST).map(YearMonth::atEndOfMonth));
        var draft = new Draft(texts);
        if (issued.isPresent()) {
            of(draft, issued.get(), question.today());
        } else {
            draft.say("bhe.annul.rule");
        }
        return draft.say("bhe.annul.fix")
                .because(
                        TaxSource.HONORARIOS_ANNULMENT,
                        "alone until the 10th of the next month, then confirmed until 1 March")
                .noting(question)
                .answer();
    }

    private void of(Draft draft, LocalDate issued, LocalDate today) {
        var annulment = new HonorariosAnnulment(issued);
        if (!today.isAfter(annulment.aloneUntil())) {
            draft.say(
                    "bhe.annul.alone",
                    "due",
                    wording.withDistance(annulment.aloneUntil(), today),
                    "last",
                    ChileanFormat.date(annulment.confirmedUntil()));
        } else if (!today.isAfter(annulment.confirmedUntil())) {
            draft.say(
                    "bhe.annul.confirmed",
                    "over",
                    ChileanFormat.date(annulment.aloneUntil()),
                    "due",
                    ChileanFormat.date(annulment.confirmedUntil()));
        } else {
            draft.say("bhe.annul.closed", "over", ChileanFormat.date(annulment.confirmedUntil()));
        }
    }
}
