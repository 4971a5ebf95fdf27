package cl.fizko.chat.domain.port;

import java.time.Duration;

/**
 * Outbound port: asks a language model for text. Used only where rules are unsure, and never trusted with a figure.
 *
 * <p>Thread-safe. A call blocks for at most the time that {@link Request#timeout} allows, whatever the endpoint does.
 */
public interface LlmPort {

    /**
     * One completion, without retries.
     *
     * @return never null, and never an exception for anything that a network or a model can do
     */
    Outcome complete(Request request);

    /**
     * A question to the model.
     *
     * @param instructions what the model is to do; never holds a customer's text
     * @param text the customer's words, already without personal data
     * @param timeout in which the whole answer must arrive
     */
    record Request(String instructions, String text, Duration timeout) {
        @Override
        public String toString() {
            return "Request[" + text.length() + " characters]";
        }
    }

    /** What came of it. */
    sealed interface Outcome {
        /** The model's text, trimmed, not blank. */
        record Completed(String text) implements Outcome {
            @Override
            public String toString() {
                return "Completed[" + text.length() + " characters]";
            }
        }

        /**
         * No usable answer.
         *
         * @param reason e.g. {@code timeout}, {@code http 429}, {@code refused}; never the model's text
         */
        record Unavailable(String reason) implements Outcome {}
    }
}
