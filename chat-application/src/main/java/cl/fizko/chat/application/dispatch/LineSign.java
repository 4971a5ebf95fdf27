package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.SendOutcome;

/** What an outcome says about the line, whatever it says about the message. */
sealed interface LineSign {

    /** The prefix of codes of attempts that failed on this side. */
    String OURS = "failed:";

    /** The line sends. */
    record Accepts() implements LineSign {}

    /** Somebody is there and answers, if not with a yes. */
    record Answers() implements LineSign {}

    /** No answer, or one that a broken provider gives. */
    record Silent(String code) implements LineSign {}

    /** The provider refuses the line itself. */
    record Refused(Failure failure) implements LineSign {}

    /** Nothing was asked of the provider. */
    record Nothing() implements LineSign {}

    static LineSign of(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted) {
            return new Accepts();
        }
        if (outcome instanceof SendOutcome.LineBlocked blocked) {
            return new Refused(blocked.failure());
        }
        if (outcome instanceof SendOutcome.Unknown) {
            return new Silent("no_answer");
        }
        if (outcome instanceof SendOutcome.RetryLater later) {
            return later.code().startsWith(OURS) ? new Nothing() : ofCode(later.code());
        }
        if (outcome instanceof SendOutcome.RetryOnce again) {
            return ofCode(again.code());
        }
        return outcome instanceof SendOutcome.Held ? new Nothing() : new Answers();
    }

    private static LineSign ofCode(String code) {
        return code.startsWith("net:") || code.startsWith("http:5") ? new Silent(code) : new Answers();
    }
}
