package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;
import java.util.Optional;

/** All that the tax reminder agent can be asked about, the particular before the general. */
public final class TaxTopics {

    private TaxTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        var dates = new F29Dates(texts);
        return new Topics(
                AgentName.TAX_REMINDER,
                List.of(
                        new OtherForms(texts),
                        new Postponement(texts),
                        new Standing(texts),
                        new LateFiling(texts),
                        new SwornStatements(texts),
                        new AnnualReturn(texts),
                        new ProvisionalPayments(texts),
                        new WithoutMovement(texts),
                        new MonthlyOverview(texts),
                        new F29Rules(texts),
                        regimes(texts),
                        new VatAmounts(texts),
                        new Reminders(texts),
                        dates),
                question -> Optional.of(dates.due(question)));
    }

    /** What each income tax regime pays; other agents are asked that too. */
    public static Topic regimes(Texts texts) {
        return new IncomeRegimes(texts);
    }
}
