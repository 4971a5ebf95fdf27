package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.AnnualIncomeTax;
import cl.fizko.chat.domain.tax.HonorariosRetention;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Issuing one's own boletas: how, to whom, and with or without IVA. */
final class Issuing implements Topic {

    private static final Keywords VAT = Keywords.of("iva");
    private static final Keywords IDLE = Keywords.of("sin movimiento", "declaro f", "no boletee", "no emiti");
    private static final Keywords SWORN = Keywords.of("dj", "declaracion jurada", "juradas", "ddjj");
    private static final Keywords HOW = Keywords.of(
            "emitir",
            "hacer una",
            "hacer boleta*",
            "como hago",
            "como se hace",
            "inicio de actividades",
            "inicio actividades",
            "estudiante",
            "puedo hacer",
            "puedo boletear",
            "se le puede boletear",
            "como boleteo",
            "quiero hacer");

    private final Texts texts;

    Issuing(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (question.has(IDLE)) {
            return new Draft(texts)
                    .say("idle.fees")
                    .because(TaxSource.F29_WITHOUT_MOVEMENT, "second-category taxpayers without movement need not file")
                    .answer();
        }
        if (question.has(SWORN)) {
            return new Draft(texts)
                    .say("dj.fees")
                    .say("dj.next", "year", String.valueOf(AnnualIncomeTax.nextTaxYear(question.today())))
                    .because(TaxSource.SWORN_STATEMENTS, "DJ 1879 was due 2026-03-27")
                    .answer();
        }
        if (question.has(VAT)) {
            return new Draft(texts).say("bhe.vat").answer();
        }
        return question.has(HOW) ? Optional.of(how(question)) : Optional.empty();
    }

    private Answer how(Question question) {
        int year = question.today().getYear();
        var draft = new Draft(texts).say("bhe.how");
        HonorariosRetention.of(year)
                .ifPresent(r -> draft.say(
                        "bhe.rate", "year", String.valueOf(year), "rate", ChileanFormat.percent(r.basisPoints())));
        return draft.done();
    }
}
