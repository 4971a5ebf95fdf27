package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;

/** All that the agent for electronic tax documents can be asked about, the particular before the general. */
public final class DteTopics {

    private DteTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        return new Topics(
                AgentName.DTE,
                List.of(
                        new Assignment(texts),
                        new Claims(texts),
                        new FolioRanges(texts),
                        new Corrections(texts),
                        new DocumentCodes(texts),
                        new SimpleDocuments(texts)),
                question -> new Draft(texts).say("dte.other").noting(question).answer());
    }
}
