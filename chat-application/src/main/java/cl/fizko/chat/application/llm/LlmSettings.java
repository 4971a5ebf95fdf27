package cl.fizko.chat.application.llm;

import java.time.Duration;

/**
 * How far a language model is used.
 *
 * @param model its name, for decisions
 * @param dailyQuestions a company's questions a day, each attempt counted; 0 for none at all
 * @param phrasing whether answers with facts may be worded anew; it costs each of them a question and its wait
 * @param longestCall how long one attempt may take
 */
public record LlmSettings(String model, int dailyQuestions, boolean phrasing, Duration longestCall) {

    /** How long the specification lets one attempt take. */
    public static final Duration LONGEST_CALL = Duration.ofSeconds(8);

    public LlmSettings {
        if (dailyQuestions < 0) {
            throw new IllegalArgumentException("a budget is 0 or more but is " + dailyQuestions);
        }
    }

    public LlmSettings(String model, int dailyQuestions, boolean phrasing) {
        this(model, dailyQuestions, phrasing, LONGEST_CALL);
    }
}
