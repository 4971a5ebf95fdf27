package cl.fizko.chat.adapter.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it: {@code application/problem+json} of RFC 9457. It never holds a message's text, a phone number,
 * a secret or a stack trace. Its sentences are English here and Spanish for whoever asks for that ({@link ProblemLanguage}).
 *
 * @param type what went wrong, for programs: {@code about:blank} where the status says it all, else a name like
 *     {@code urn:fizko-chat:problem:window-closed}
 * @param detail what is wrong, in one sentence for the client's developer
 * @param errors what is wrong with each field; empty unless fields are at fault
 * @param instance names this very occurrence, as the log does
 * @param headers sent beside it, e.g. {@code Retry-After}
 * @param more further members, by name
 */
public record Problem(
        String type,
        int status,
        String detail,
        Map<String, List<String>> errors,
        Optional<String> instance,
        Map<String, String> headers,
        Map<String, JsonNode> more)
        implements WholeAnswer {

    static final String CONTENT_TYPE = "application/problem+json";

    private static final String TYPES = "urn:fizko-chat:problem:";

    /** A problem that its status names. */
    public static Problem of(int status, String detail) {
        return new Problem("about:blank", status, detail, Map.of(), Optional.empty(), Map.of(), Map.of());
    }

    /**
     * A problem with a name of its own.
     *
     * @param name in kebab-case, e.g. {@code window-closed}
     */
    public static Problem named(String name, int status, String detail) {
        return new Problem(TYPES + name, status, detail, Map.of(), Optional.empty(), Map.of(), Map.of());
    }

    /** 422: the request was read, and these fields are wrong. */
    public static Problem invalid(Map<String, List<String>> errors) {
        return named("invalid-fields", 422, "some fields are not valid").withErrors(errors);
    }

    /** 503: not now; the client may come again after so many seconds. */
    public static Problem busy(String detail, int retryAfterSeconds) {
        return of(503, detail).withHeader("Retry-After", Integer.toString(retryAfterSeconds));
    }

    /** 429: whoever this is calls too often. */
    static Problem tooManyRequests(long retryAfterSeconds) {
        return named(
                        "too-many-requests",
                        429,
                        "there were too many requests; the header Retry-After says when to come again")
                .withHeader("Retry-After", Long.toString(retryAfterSeconds));
    }

    /** The same with what is wrong with each field. */
    public Problem withErrors(Map<String, List<String>> fields) {
        return new Problem(type, status, detail, fields, instance, headers, more);
    }

    /** The same with a name for this occurrence. */
    public Problem withInstance(String id) {
        return new Problem(type, status, detail, errors, Optional.of(id), headers, more);
    }

    /** The same with a header. */
    public Problem withHeader(String name, String value) {
        var all = new TreeMap<>(headers);
        all.put(name, value);
        return new Problem(type, status, detail, errors, instance, all, more);
    }

    /** The same with a further member. */
    public Problem with(String member, JsonNode value) {
        var all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new Problem(type, status, detail, errors, instance, headers, all);
    }

    String title() {
        return HttpStatus.forStatus(status).getMessage();
    }

    byte[] toJson(ProblemLanguage language) {
        var json = Json.object();
        json.put("type", type)
                .put("title", language.say(title()))
                .put("status", status)
                .put("detail", language.say(detail));
        instance.ifPresent(id -> json.put("instance", id));
        if (!errors.isEmpty()) {
            var fields = json.putObject("errors");
            errors.forEach((field, messages) ->
                    messages.forEach(message -> fields.withArray(pointer(field)).add(language.say(message))));
        }
        more.forEach(json::set);
        return Json.bytes(json);
    }

    /** A JSON Pointer to the member: names of fields hold dots and brackets of their own. */
    private static JsonPointer pointer(String field) {
        return JsonPointer.empty().appendProperty(field);
    }

    /** Makes it the whole answer, in the language that the request prefers. */
    @Override
    public void write(@Nullable HttpServletRequest request, HttpServletResponse response) throws IOException {
        var language = ProblemLanguage.preferredBy(request == null ? null : request.getHeader("Accept-Language"));
        headers.forEach(response::setHeader);
        response.setHeader("Content-Language", language.tag());
        Answers.send(response, status, CONTENT_TYPE, toJson(language));
    }

    @Override
    public void write(Request request, Response response, Callback callback) {
        var language = ProblemLanguage.preferredBy(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, language.tag());
        response.write(true, ByteBuffer.wrap(toJson(language)), callback);
    }
}
