package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** What the client owes or has not filed: only the SII and the accountant can see that. */
final class Standing implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "formulario atrasado",
            "formularios atrasados",
            "periodos sin declarar",
            "deuda",
            "cuantos meses debo",
            "tengo algun",
            "estoy al dia",
            "debo algo",
            "tengo pendiente*",
            "carta del sii",
            "cuanto debo");
    private static final Keywords MINE = Keywords.of(
            "tengo que pagar",
            "debo pagar",
            "me toca pagar",
            "voy a pagar",
            "cuanto es mi",
            "cuanto me sale",
            "cuanto salio");
    private static final Keywords TIME = Keywords.of("cuando", "hasta", "que dia", "fecha", "plazo");
    private static final Keywords PROPERTY =
            Keywords.of("contribuciones", "bienes raices", "patente municipal", "permiso de circulacion");

    private static final Keywords INSTALMENTS = Keywords.of("cuotas", "convenio", "convenios");
    private static final Keywords INDICATORS = Keywords.of(
            "utm de",
            "valor utm",
            "valor de la utm",
            "valor uf",
            "valor de la uf",
            "vale la uf",
            "vale la utm",
            "cuanto esta la uf",
            "cuanto esta la utm",
            "uf de hoy",
            "valor uta",
            "vale la uta");

    private final Texts texts;
    private final F29Wording wording;

    Standing(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (question.has(PROPERTY)) {
            return new Draft(texts).say("property").say("person").answer();
        }
        if (question.has(INDICATORS)) {
            return new Draft(texts).say("indicators").answer();
        }
        if (question.has(INSTALMENTS)) {
            return new Draft(texts)
                    .say("instalments")
                    .say("person")
                    .noting(question)
                    .answer();
        }
        if (question.has(ASKED)) {
            var draft = new Draft(texts).say("standing");
            if (question.has(LateFiling.CHARGED)) {
                draft.say("fine.vat").say("fine.computed").because(TaxSource.FINES, LateFiling.RULE);
            }
            return draft.say("person").noting(question).answer();
        }
        if (question.has(MINE) && !question.has(TIME)) {
            var draft = new Draft(texts).say("vat.mine");
            wording.monthOrNext(draft, question);
            return draft.say("person").answer();
        }
        return Optional.empty();
    }
}
