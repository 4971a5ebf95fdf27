package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.openai.OpenAiLlm;
import cl.fizko.chat.adapter.openai.OpenAiSettings;
import cl.fizko.chat.application.llm.LlmAdvice;
import cl.fizko.chat.application.llm.LlmSettings;
import cl.fizko.chat.application.turn.LlmTurns;
import cl.fizko.chat.bootstrap.config.Settings;
import cl.fizko.chat.bootstrap.metrics.PortWatch;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.port.LlmBudget;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The language model, if there is a key and a budget for one. */
final class LlmModule extends AbstractModule {

    private final Settings settings;
    private final PortWatch watch;

    LlmModule(Settings settings, PortWatch watch) {
        this.watch = watch;
        this.settings = settings;
    }

    /** Its threads are daemons and begin with the first question; who uses the turns closes them. */
    @Provides
    @Singleton
    Optional<LlmTurns> llmTurns(AgentManager agents, LlmBudget budget, Clock clock) {
        return OpenAiSettings.from(settings.adapterVariables())
                .filter(openAi -> settings.llmDailyBudget() > 0)
                .map(openAi -> new LlmTurns(new LlmAdvice(
                        agents,
                        watch.llm(new OpenAiLlm(openAi)),
                        budget,
                        new LlmSettings(openAi.model(), settings.llmDailyBudget(), settings.llmPhrasing()),
                        clock)));
    }
}
