package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import com.fasterxml.jackson.databind.node.ObjectNode;
import okhttp3.HttpUrl;

/** A message turned into a request, or the reason why it cannot be one. */
sealed interface Draft {

    /** A request to make. */
    record Ready(HttpUrl url, ObjectNode body) implements Draft {}

    /** Refused here, before any call. */
    record Refused(Failure failure) implements Draft {
        static Refused badRequest(String code, String detail) {
            return new Refused(new Failure(FailureReason.BAD_REQUEST, code, detail));
        }
    }
}
