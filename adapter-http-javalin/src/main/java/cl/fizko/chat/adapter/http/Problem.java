package cl.fizko.chat.adapter.http;

import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An error as clients see it: {@code application/problem+json} of RFC 9457. It never holds a message's text, a phone number,
 * a secret or a stack trace.
 *
 * @param detail what is wrong, in one sentence for the client's developer
 * @param errors what is wrong with each field; empty unless fields are at fault
 * @param instance names this very occurrence, as the log does
 * @param headers sent beside it, e.g. {@code Retry-After}
 */
record Problem(
        int status,
        String detail,
        Map<String, List<String>> errors,
        Optional<String> instance,
        Map<String, String> headers) {

    static final String CONTENT_TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of(), Optional.empty(), Map.of());
    }

    /** 422: the request was read, and these fields are wrong. */
    static Problem invalid(Map<String, List<String>> errors) {
        return new Problem(
                422,
                "these fields are not valid: " + String.join(", ", errors.keySet()),
                errors,
                Optional.empty(),
                Map.of());
    }

    /** 503: not now; the client may come again after so many seconds. */
    static Problem busy(String detail, int retryAfterSeconds) {
        return of(503, detail).withHeader("Retry-After", Integer.toString(retryAfterSeconds));
    }

    Problem withInstance(String id) {
        return new Problem(status, detail, errors, Optional.of(id), headers);
    }

    Problem withHeader(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Problem(status, detail, errors, instance, more);
    }

    String title() {
        return HttpStatus.forStatus(status).getMessage();
    }

    byte[] toJson() {
        var json = Json.object();
        json.put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("detail", detail);
        instance.ifPresent(id -> json.put("instance", id));
        if (!errors.isEmpty()) {
            var fields = json.putObject("errors");
            errors.forEach((field, messages) -> messages.forEach(fields.withArray(field)::add));
        }
        return Json.bytes(json);
    }

    /** Makes it the whole answer. */
    void write(HttpServletResponse response) throws IOException {
        headers.forEach(response::setHeader);
        Answers.send(response, status, CONTENT_TYPE, toJson());
    }
}
