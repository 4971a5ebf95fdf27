package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer of the API.
 *
 * @param json a missing node when the body is no JSON
 */
public record ApiAnswer(int status, HttpHeaders headers, String text, JsonNode json) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Checks the status; the body is shown when it is another one. */
    public ApiAnswer is(int expected) {
        assertThat(status).as(text).isEqualTo(expected);
        return this;
    }

    /** Checks that it is a problem of that kind, e.g. {@code window-closed}. */
    public ApiAnswer isProblem(int expected, String name) {
        is(expected);
        assertThat(header("Content-Type")).hasValue("application/problem+json");
        assertThat(json.path("type").asText()).isEqualTo("urn:fizko-chat:problem:" + name);
        return this;
    }

    /** Checks that it refuses exactly those fields. */
    public ApiAnswer refuses(String... fields) {
        is(422);
        assertThat(json.path("errors").fieldNames()).toIterable().as(text).containsExactlyInAnyOrder(fields);
        return this;
    }

    /** A member of the body. */
    public JsonNode at(String name) {
        return json.path(name);
    }
}
