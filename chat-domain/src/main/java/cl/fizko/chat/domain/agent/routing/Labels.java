package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import java.util.List;

/** The labels that the model tells apart, in the order of its weights. */
final class Labels {

    static final List<AgentName> ALL = List.of(
            AgentName.TAX_REMINDER,
            AgentName.DTE,
            AgentName.HONORARIOS,
            AgentName.SII_INTEGRATION,
            AgentName.INVOICE_PROCESSING,
            AgentName.SUPPORT,
            AgentName.SALES,
            AgentName.BUSINESS_HOURS,
            AgentName.GREETING,
            AgentName.UNRECOGNIZED_QUESTION,
            AgentName.FALLBACK);

    static final int COUNT = ALL.size();

    private Labels() {}

    static int indexOf(AgentName name) {
        return ALL.indexOf(name);
    }
}
