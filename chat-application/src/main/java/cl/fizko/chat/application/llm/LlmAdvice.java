package cl.fizko.chat.application.llm;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.phrasing.PhrasingCheck;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LlmBudget;
import cl.fizko.chat.domain.port.LlmPort;
import cl.fizko.chat.domain.port.LlmPort.Outcome;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Completed;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Unavailable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a language model may add to a decision of rules: which agent where they are unsure, and another wording of an answer with
 * facts. Every answer is an agent's own, or says the same figures; whatever goes wrong, the decision stays what it was and says why.
 *
 * <p>Thread-safe. {@link #advise} blocks on the network: never within a transaction, nor on a thread that others wait for.
 */
public final class LlmAdvice {

    private static final Logger log = LoggerFactory.getLogger(LlmAdvice.class);

    /** Tables and overviews are best as they are. */
    private static final int LONGEST_TO_WORD = 1_000;

    private final AgentManager agents;
    private final AskModel model;
    private final LlmSettings settings;

    /** Advice by this model. */
    public LlmAdvice(AgentManager agents, LlmPort llm, LlmBudget budget, LlmSettings settings, Clock clock) {
        this.agents = agents;
        this.model = new AskModel(llm, budget, settings, clock);
        this.settings = settings;
    }

    /**
     * Whether the model would be asked. What leads to acts is left to the rules alone.
     *
     * @param text the customer's words that were decided
     */
    public boolean isWanted(Decision decision, String text) {
        return settings.dailyQuestions() > 0
                && decision.acts().isEmpty()
                && decision.response()
                        .filter(response -> RoutingQuestion.isOpen(response, text) || isToBeWorded(response))
                        .isPresent();
    }

    /** The same decision, with a note that nobody had time to ask the model. */
    public Decision unadvised(Decision decision, String why) {
        return noted(decision, List.of("not asked: " + why));
    }

    /**
     * The decision with the model's advice, if it is wanted and sound.
     *
     * @param decision as the rules made it
     * @param inquiry what they made it of
     * @param deadline by which this returns, whatever the endpoint does
     */
    public Decision advise(Decision decision, Inquiry inquiry, CompanyId company, Deadline deadline) {
        if (!isWanted(decision, inquiry.text())) {
            return decision;
        }
        var notes = new ArrayList<String>();
        try {
            return noted(advised(decision, inquiry, company, deadline, notes), notes);
        } catch (RuntimeException | Error e) {
            log.error("no advice: the rules' answer stays", Fault.withoutMessages(e));
            return noted(decision, List.of("failed: " + e.getClass().getSimpleName()));
        }
    }

    private Decision advised(
            Decision decision, Inquiry inquiry, CompanyId company, Deadline deadline, List<String> notes) {
        var response = decision.response().orElseThrow();
        var own = agents.answerAs(response.agentName(), inquiry.text(), inquiry.context());
        if (own.isEmpty() || !response.content().contains(own.get().content())) {
            notes.add("not asked: the reply is not an agent's alone");
            return decision;
        }
        var chosen = own.get();
        if (RoutingQuestion.isOpen(response, inquiry.text())) {
            chosen = routed(response, own.get(), inquiry, company, deadline, notes);
        }
        if (isToBeWorded(chosen)) {
            chosen = worded(chosen, inquiry, company, deadline, notes);
        }
        return chosen.equals(own.get())
                ? decision
                : replaced(decision, response, own.get().content(), chosen);
    }

    private AgentResponse routed(
            AgentResponse ranked,
            AgentResponse own,
            Inquiry inquiry,
            CompanyId company,
            Deadline deadline,
            List<String> notes) {
        var text = PromptMask.mask(inquiry.text(), inquiry.context().contactName());
        var outcome = model.ask(company, RoutingQuestion.about(ranked, text), deadline);
        if (!(outcome instanceof Completed completed)) {
            notes.add("routing: " + reason(outcome));
            return own;
        }
        var named = RoutingQuestion.verdict(completed.text(), ranked);
        if (named.isEmpty()) {
            notes.add("routing answered nonsense");
            return own;
        }
        var name = named.get().agentName();
        if (name.equals(own.agentName())) {
            notes.add("routing said " + name + " too");
            return own;
        }
        if (!RoutingQuestion.isBacked(named.get())) {
            notes.add("routing said " + name + ", refused: no evidence for it");
            return own;
        }
        var other = agents.answerAs(name, inquiry.text(), inquiry.context());
        if (other.isEmpty() || !other.get().acts().isEmpty()) {
            notes.add("routing said " + name + ", refused: its answer does more than speak");
            return own;
        }
        notes.add("routing said " + name);
        return other.get();
    }

    private AgentResponse worded(
            AgentResponse answer, Inquiry inquiry, CompanyId company, Deadline deadline, List<String> notes) {
        var name = inquiry.context().contactName();
        if (!PromptMask.mask(answer.content(), name).equals(answer.content())) {
            notes.add("phrasing not asked: the answer holds personal data");
            return answer;
        }
        var prompt = PhrasingQuestion.about(answer.content(), PromptMask.mask(inquiry.text(), name));
        var outcome = model.ask(company, prompt, deadline);
        if (!(outcome instanceof Completed completed)) {
            notes.add("phrasing: " + reason(outcome));
            return answer;
        }
        var objection = new PhrasingCheck(answer.content(), answer.facts()).objection(completed.text());
        notes.add(objection.map(why -> "phrasing refused: " + why).orElse("phrasing used"));
        return objection.isPresent() ? answer : saying(answer, completed.text());
    }

    private boolean isToBeWorded(AgentResponse response) {
        return settings.phrasing()
                && !response.facts().isEmpty()
                && response.content().length() <= LONGEST_TO_WORD;
    }

    private static String reason(Outcome outcome) {
        return outcome instanceof Unavailable unavailable ? unavailable.reason() : "answered";
    }

    /** What rules of conversation said around the agent's answer stays; so does the ranking. */
    private static Decision replaced(Decision decision, AgentResponse ruled, String own, AgentResponse chosen) {
        var candidate = ruled.candidates().stream()
                .filter(c -> c.agentName().equals(chosen.agentName()))
                .findFirst();
        var response = new AgentResponse(
                ruled.content().replace(own, chosen.content()),
                candidate.map(c -> c.confidence()).orElse(ruled.confidence()),
                chosen.agentName(),
                ruled.candidates(),
                chosen.facts(),
                ruled.acts());
        return new Decision(
                decision.decidedAt(),
                Optional.of(response),
                decision.silence(),
                decision.acts(),
                decision.rules(),
                decision.version(),
                decision.languageModel());
    }

    private static AgentResponse saying(AgentResponse answer, String content) {
        return new AgentResponse(
                content, answer.confidence(), answer.agentName(), answer.candidates(), answer.facts(), answer.acts());
    }

    private Decision noted(Decision decision, List<String> notes) {
        return new Decision(
                decision.decidedAt(),
                decision.response(),
                decision.silence(),
                decision.acts(),
                decision.rules(),
                decision.version(),
                notes.isEmpty() ? Optional.empty() : Optional.of(settings.model() + ": " + String.join("; ", notes)));
    }
}
