package cl.fizko.chat.domain.agent.specialised;

import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.IntentModel;
import cl.fizko.chat.domain.agent.topic.Texts;

/** The eleven agents that ship with the application. */
public final class StandardAgents {

    private StandardAgents() {}

    /**
     * Registers all of them. Of two equally confident ones the more specific wins; the fallback has the lowest priority, 0.
     *
     * @param texts what they say to customers
     */
    public static void registerAll(AgentManager manager, IntentModel intents, Texts texts) {
        manager.register(AgentName.TAX_REMINDER.value(), new TaxReminderAgent(intents, texts), 100);
        manager.register(AgentName.HONORARIOS.value(), new HonorariosAgent(intents, texts), 90);
        manager.register(AgentName.DTE.value(), new DteAgent(intents, texts), 85);
        manager.register(AgentName.INVOICE_PROCESSING.value(), new InvoiceProcessingAgent(intents, texts), 80);
        manager.register(AgentName.SII_INTEGRATION.value(), new SiiIntegrationAgent(intents, texts), 75);
        manager.register(AgentName.SUPPORT.value(), new SupportAgent(intents, texts), 70);
        manager.register(AgentName.SALES.value(), new SalesAgent(intents, texts), 60);
        manager.register(AgentName.BUSINESS_HOURS.value(), new BusinessHoursAgent(intents, texts), 50);
        manager.register(AgentName.GREETING.value(), new GreetingAgent(intents, texts), 30);
        manager.register(AgentName.UNRECOGNIZED_QUESTION.value(), new UnrecognizedQuestionAgent(intents, texts), 20);
        manager.register(AgentName.FALLBACK.value(), new FallbackAgent(intents, texts), 0);
    }
}
