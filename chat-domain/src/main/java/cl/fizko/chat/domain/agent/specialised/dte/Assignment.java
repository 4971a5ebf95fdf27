package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Assigning an invoice to a factor. */
final class Assignment implements Topic {

    private static final Keywords ASKED = Keywords.of("ceder", "cesion", "cedo", "factoring", "cedible", "cedida");
    private static final Keywords CLAIMED =
            Keywords.of("reclamada", "rechazada", "reclamaron", "rechazaron", "anulada");

    private final Texts texts;

    Assignment(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(ASKED)) {
            return Optional.empty();
        }
        var draft = new Draft(texts);
        if (question.has(CLAIMED)) {
            draft.say("dte.assign.claimed");
        }
        return draft.say("dte.assign")
                .because(TaxSource.ASSIGNMENT, "assignable: 33, 34, 43 and 46, neither claimed nor voided")
                .noting(question)
                .answer();
    }
}
