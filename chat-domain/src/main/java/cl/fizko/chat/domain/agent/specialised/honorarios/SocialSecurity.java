package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.AnnualIncomeTax;
import cl.fizko.chat.domain.tax.PartialCoverage;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Contributions of those who earn fees, and what comes back of the retention. */
final class SocialSecurity implements Topic {

    private static final Keywords COVERAGE =
            Keywords.of("cobertura", "cobertura parcial", "cobertura total", "parcial");
    private static final Keywords CONTRIBUTIONS = Keywords.of(
            "cotiz*", "afp", "fonasa", "isapre", "imposicion*", "previred", "licencia", "pension", "prevision*");
    private static final Keywords REFUND =
            Keywords.of("devuelven", "devolvieron", "devolucion", "devuelvan", "devolver", "salio que tenia que pagar");

    private final Texts texts;

    SocialSecurity(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (question.has(COVERAGE)) {
            return coverage(question);
        }
        boolean contributions = question.has(CONTRIBUTIONS);
        if (!contributions && !question.has(REFUND)) {
            return Optional.empty();
        }
        var draft = new Draft(texts);
        if (contributions) {
            draft.say("bhe.contributions");
        }
        return draft.say("bhe.refund")
                .say("bhe.personal")
                .because(
                        TaxSource.CONTRIBUTIONS,
                        "withheld money pays contributions first, then tax; the rest is refunded")
                .noting(question)
                .answer();
    }

    private Optional<Answer> coverage(Question question) {
        int next = AnnualIncomeTax.nextTaxYear(question.today());
        int year = question.year().orElse(next);
        var percent = PartialCoverage.percentIn(year);
        var draft = new Draft(texts);
        if (percent.isPresent()) {
            draft.say("bhe.coverage", "year", String.valueOf(year), "percent", percent.getAsInt() + "%");
        } else {
            draft.say("bhe.coverage.unknown", "year", String.valueOf(year));
        }
        return draft.say("bhe.coverage.choice")
                .because(TaxSource.CONTRIBUTIONS, "partial coverage: 90 % of the base in tax year 2027")
                .answer();
    }
}
