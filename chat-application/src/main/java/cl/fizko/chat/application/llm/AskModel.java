package cl.fizko.chat.application.llm;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LlmBudget;
import cl.fizko.chat.domain.port.LlmPort;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Completed;
import cl.fizko.chat.domain.port.LlmPort.Outcome.Unavailable;
import cl.fizko.chat.domain.port.LlmPort.Request;
import cl.fizko.chat.domain.port.StoreBusyException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;

/**
 * Puts one question to the model: within the company's budget, within the time left, once more after a fault that may pass, and
 * not at all while the endpoint keeps failing. Thread-safe; blocks, so never to be called within a transaction.
 */
final class AskModel {

    private static final int ATTEMPTS = 2;
    private static final int FAILURES_TO_OPEN = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** With less time than this no answer can be hoped for. */
    private static final Duration SHORTEST_CALL = Duration.ofMillis(500);

    /** About one answer, not about the endpoint: see the reasons of the adapter. */
    private static final Set<String> NO_FAULT =
            Set.of("refused", "empty answer", "truncated answer", "empty question", "interrupted", "shut down");

    private static final Set<String> MAY_PASS = Set.of("timeout", "connection lost", "unreachable", "http 408");

    private final LlmPort llm;
    private final LlmBudget budget;
    private final LlmSettings settings;
    private final Clock clock;
    private final CircuitBreaker breaker;

    AskModel(LlmPort llm, LlmBudget budget, LlmSettings settings, Clock clock) {
        this.llm = llm;
        this.budget = budget;
        this.settings = settings;
        this.clock = clock;
        this.breaker = new CircuitBreaker(FAILURES_TO_OPEN, PAUSE, clock);
    }

    /** The model's words, or why there are none. */
    LlmPort.Outcome ask(CompanyId company, Prompt prompt, Deadline deadline) {
        LlmPort.Outcome outcome = new Unavailable("not asked");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var refusal = refusal(company, deadline);
            if (!refusal.isEmpty()) {
                return attempt == 1 ? new Unavailable(refusal) : outcome;
            }
            outcome = llm.complete(new Request(prompt.instructions(), prompt.text(), timeout(deadline)));
            if (outcome instanceof Completed) {
                breaker.succeeded();
                return outcome;
            }
            var reason = ((Unavailable) outcome).reason();
            if (!NO_FAULT.contains(reason)) {
                breaker.failed();
            }
            if (!mayPass(reason)) {
                return outcome;
            }
        }
        return outcome;
    }

    /** Why not to ask; empty if nothing speaks against it, and then a question has been taken from the budget. */
    private String refusal(CompanyId company, Deadline deadline) {
        if (deadline.left().compareTo(SHORTEST_CALL) < 0) {
            return "no time left";
        }
        if (!breaker.allows()) {
            return "not asked while it keeps failing";
        }
        try {
            var day = LocalDate.ofInstant(clock.instant(), AgentContext.TAX_ZONE);
            return budget.take(company, day, settings.dailyQuestions()) ? "" : "the day's budget is spent";
        } catch (StoreBusyException e) {
            return "the budget could not be read";
        }
    }

    private Duration timeout(Deadline deadline) {
        var left = deadline.left();
        return left.compareTo(settings.longestCall()) < 0 ? left : settings.longestCall();
    }

    /** Too many requests (429) do not become fewer by one more at once. */
    private static boolean mayPass(String reason) {
        return MAY_PASS.contains(reason) || reason.startsWith("http 5");
    }
}
