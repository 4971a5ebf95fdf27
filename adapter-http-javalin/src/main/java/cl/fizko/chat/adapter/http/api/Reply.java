package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.page.Page;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An answer.
 *
 * @param body a record to be shown as JSON, or bytes; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, Optional<Body> body, Map<String, String> headers) {

    /** What is sent. */
    sealed interface Body {
        record Json(JsonNode json) implements Body {}

        record Bytes(String mediaType, byte[] bytes) implements Body {}
    }

    /** An answer in JSON. */
    public static Reply json(int status, Record view) {
        return new Reply(status, Optional.of(new Body.Json(Views.json(view))), Map.of());
    }

    public static Reply ok(Record view) {
        return json(200, view);
    }

    /** 201, with the place of what is new. */
    public static Reply created(String path, Record view) {
        return json(201, view).withHeader("Location", path);
    }

    /** An answer that is not JSON. */
    public static Reply bytes(int status, String mediaType, byte[] bytes) {
        return new Reply(status, Optional.of(new Body.Bytes(mediaType, bytes)), Map.of());
    }

    /** 204. */
    public static Reply empty() {
        return new Reply(204, Optional.empty(), Map.of());
    }

    /** Something that may be edited, with its tag; or the 404 problem. */
    public static <T> Reply versioned(Optional<Versioned<T>> found, Function<T, ? extends Record> view) {
        var it = found.orElseThrow(Call::notFound);
        return ok(view.apply(it.value())).withTag(it.version());
    }

    /** What came of an edit: the thing as it is now, or a 404 or 412 problem. */
    public static <T> Reply edited(Edited<T> outcome, Function<T, ? extends Record> view) {
        if (outcome instanceof Edited.Done<T> done) {
            return versioned(Optional.of(done.now()), view);
        }
        if (outcome instanceof Edited.Stale<T> stale) {
            throw new ProblemException(Problem.of(412, "somebody else has edited it since; read it again")
                    .withHeader("ETag", EntityTag.of(stale.version())));
        }
        throw Call.notFound();
    }

    /** A page of a list. */
    public static <T> Reply page(Call call, Page<T> page, Function<T, ? extends Record> view) {
        var json = Views.page(page, view);
        var links = new PageLinks(call);
        json.set("next", links.to(1, page.older()));
        json.set("previous", links.to(-1, page.newer()));
        return new Reply(200, Optional.of(new Body.Json(json)), Map.of());
    }

    /** The same with a header. */
    public Reply withHeader(String name, String value) {
        var all = new TreeMap<>(headers);
        all.put(name, value);
        return new Reply(status, body, all);
    }

    /** The same with the version as its {@code ETag}. */
    public Reply withTag(long version) {
        return withHeader("ETag", EntityTag.of(version));
    }
}
