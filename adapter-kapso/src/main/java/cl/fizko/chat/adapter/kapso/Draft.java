package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.FieldProblem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What somebody wants of Kapso, turned into a request, or the reason why it cannot be one. */
sealed interface Draft {

    /**
     * A request to make.
     *
     * @param body empty for methods that have none
     */
    record Ready(String method, HttpUrl url, Optional<ObjectNode> body) implements Draft {
        static Ready post(HttpUrl url, ObjectNode body) {
            return new Ready("POST", url, Optional.of(body));
        }

        /** Without the body, which holds personal data. */
        @Override
        public String toString() {
            return "Ready[" + method + "]";
        }
    }

    /**
     * It can be said later how to ask for it; nothing was sent.
     *
     * @param after how long the provider asks to wait; empty when it does not say
     */
    record NotNow(Optional<Duration> after, String code) implements Draft {}

    /** Refused here, before any call. For {@link FailureReason#CONFIG} the line is to blame and not the message. */
    record Refused(Failure failure) implements Draft {
        static Refused badRequest(String code, String detail) {
            return new Refused(new Failure(FailureReason.BAD_REQUEST, code, detail));
        }

        /** For what this one of the two APIs cannot carry. */
        static Refused unsupported(FieldProblem problem) {
            return badRequest("unsupported:" + problem.field(), problem.toString());
        }

        static Refused config(String code, String detail) {
            return new Refused(new Failure(FailureReason.CONFIG, code, detail));
        }
    }
}
