package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.HonorariosRetention;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** The boleta de servicios de terceros, which the payer issues for someone who cannot. */
final class ThirdParty implements Topic {

    private static final Keywords THIRD_PARTY = Keywords.of(
            "bte",
            "de terceros",
            "boletadeterceros",
            "prestacion de servicios",
            "que no da boleta",
            "a nombre de el",
            "no da boleta",
            "emitido por mi");

    private final Texts texts;

    ThirdParty(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(THIRD_PARTY)) {
            return Optional.empty();
        }
        var draft = new Draft(texts).say("bte").because(TaxSource.THIRD_PARTY_BOLETA, "issued by the payer");
        question.amount()
                .ifPresent(amount -> HonorariosRetention.of(question.today().getYear())
                        .ifPresent(retention -> draft.say(
                                "bhe.fromgross",
                                "gross",
                                ChileanFormat.pesos(amount.pesos()),
                                "year",
                                String.valueOf(retention.year()),
                                "rate",
                                ChileanFormat.percent(retention.basisPoints()),
                                "withheld",
                                ChileanFormat.pesos(retention.withheldOf(amount.pesos())),
                                "net",
                                ChileanFormat.pesos(retention.netOf(amount.pesos())))));
        return draft.answer();
    }
}
