package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;
import java.util.Optional;

/** All that the honorarios agent can be asked about, the particular before the general. */
public final class HonorariosTopics {

    private HonorariosTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        var rate = new RetentionRate(texts);
        return new Topics(
                AgentName.HONORARIOS,
                List.of(
                        new Annulment(texts),
                        new ThirdParty(texts),
                        new WhoWithholds(texts),
                        new SocialSecurity(texts),
                        new RetentionAmounts(texts),
                        new Issuing(texts),
                        rate),
                question -> Optional.of(rate.rate(question)));
    }
}
