package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.decision.AskAgentsAgain;
import cl.fizko.chat.application.decision.ExplainDecision;
import cl.fizko.chat.application.decision.Redecide;
import cl.fizko.chat.application.setup.SwitchAgents;
import cl.fizko.chat.domain.agent.AgentManager;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;

/** What commands need that are about agents. Nothing here is a singleton, so that other commands do not read the model. */
final class AgentCommandsModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(AskAgentsAgain.class);
        bind(Redecide.class).to(AskAgentsAgain.class);
        bind(ExplainDecision.class);
        bind(SwitchAgents.class);
    }

    @Provides
    AgentManager agents(Clock clock) {
        return AgentManager.withDefaultAgents(clock);
    }
}
