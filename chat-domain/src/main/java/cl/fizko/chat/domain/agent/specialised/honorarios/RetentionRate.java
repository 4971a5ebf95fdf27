package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.HonorariosRetention;
import java.util.Optional;

/** The rate of a year, and that of the next one. */
final class RetentionRate implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "porcentaje",
            "retencion",
            "retenciones",
            "retienen",
            "retenido",
            "tasa",
            "cuanto descuentan",
            "14",
            "15",
            "va a subir",
            "sube",
            "descuento",
            "por ciento",
            "withh*");

    private final Texts texts;

    RetentionRate(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        return question.has(ASKED) ? Optional.of(rate(question)) : Optional.empty();
    }

    /** The rate, whatever was asked. */
    Answer rate(Question question) {
        int thisYear = question.today().getYear();
        int year = question.year().orElse(thisYear);
        var draft = new Draft(texts);
        line(draft, year, "bhe.rate");
        if (year != thisYear) {
            line(draft, thisYear, "bhe.rate.now");
        }
        if (year <= thisYear) {
            line(draft, thisYear + 1, "bhe.rate.next");
        }
        return draft.done();
    }

    private static void line(Draft draft, int year, String key) {
        HonorariosRetention.of(year)
                .ifPresentOrElse(
                        retention -> {
                            draft.say(
                                    key,
                                    "year",
                                    String.valueOf(year),
                                    "rate",
                                    ChileanFormat.percent(retention.basisPoints()));
                            RetentionAmounts.because(draft, retention);
                        },
                        () -> draft.say("bhe.rate.unknown", "year", String.valueOf(year)));
    }
}
