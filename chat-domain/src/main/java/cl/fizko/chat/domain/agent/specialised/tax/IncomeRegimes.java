package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.IncomeTaxRegime;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** What each income tax regime pays. */
final class IncomeRegimes implements Topic {

    private static final Keywords PRO_PYME = Keywords.of("pro pyme", "propyme", "14 d");
    private static final Keywords PYME = Keywords.of("pyme", "pymes");
    private static final Keywords TAXED = Keywords.of("paga", "pagan", "impuesto*", "tasa", "tribut*");
    private static final Keywords TRANSPARENT = Keywords.of("transparente", "transparencia");
    private static final Keywords GENERAL = Keywords.of("14 a", "semi integrado", "semintegrado", "regimen general");
    private static final Keywords ANY =
            Keywords.of("primera categoria", "1 a categoria", "idpc", "regimen", "renta presunta");
    private static final Keywords CHOICE = Keywords.of("conviene", "cual es mejor", "elegir", "cambiarme de regimen");

    private final Texts texts;

    IncomeRegimes(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean transparent = question.has(TRANSPARENT);
        boolean general = question.has(GENERAL);
        boolean proPyme = !transparent && (question.has(PRO_PYME) || (question.has(PYME) && question.has(TAXED)));
        boolean choice = question.has(CHOICE);
        if (!transparent && !general && !proPyme && !question.has(ANY)) {
            return Optional.empty();
        }
        int year = question.year().orElse(question.today().getYear());
        var draft = new Draft(texts);
        boolean all = choice || !(transparent || general || proPyme);
        if (proPyme || all) {
            line(draft, IncomeTaxRegime.PRO_PYME_GENERAL, "regime.propyme", year);
        }
        if (transparent || all) {
            line(draft, IncomeTaxRegime.PRO_PYME_TRANSPARENT, "regime.transparent", year);
        }
        if (general || all) {
            line(draft, IncomeTaxRegime.GENERAL, "regime.general", year);
        }
        draft.say(choice ? "regime.choice" : "regime.confirm");
        return draft.noting(question).answer();
    }

    private static void line(Draft draft, IncomeTaxRegime regime, String key, int year) {
        var rate = regime.rateIn(year);
        if (rate.isEmpty()) {
            draft.say("regime.unknown", "year", String.valueOf(year));
            return;
        }
        if (regime == IncomeTaxRegime.PRO_PYME_TRANSPARENT) {
            draft.say(key);
        } else {
            draft.say(key, "rate", ChileanFormat.percent(rate.getAsInt() * 10L), "year", String.valueOf(year));
        }
        draft.because(TaxSource.REGIMES, regime + " pays " + rate.getAsInt() / 10.0 + " % on the income of " + year);
    }
}
