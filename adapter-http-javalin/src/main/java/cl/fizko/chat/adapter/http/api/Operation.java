package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Access;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint: what it takes, what it gives and who may call it. Immutable.
 *
 * @param path with gaps like {@code {id}}, without a final slash
 * @param id its name in the OpenAPI document, e.g. {@code listConversations}; unique
 * @param tag the group it is shown in
 * @param query the parameters that may be given; others are refused
 * @param body what the body must be; empty when there is none
 * @param paged whether it answers a list in pages
 * @param ifMatch whether {@code If-Match} is honoured
 * @param idempotent whether {@code Idempotency-Key} is honoured
 * @param answers by status, for the document; the common problems (400, 401, 403, 422, 429) are added there
 * @param handling how requests are handled
 */
public record Operation(
        HandlerType method,
        String path,
        String id,
        String summary,
        String tag,
        Access access,
        List<Field<?>> query,
        Optional<Body> body,
        boolean paged,
        boolean ifMatch,
        boolean idempotent,
        Map<Integer, Answer> answers,
        Handling handling) {

    /** What a body must be. */
    public record Body(Form form, Form.Use use) {}

    /**
     * An answer.
     *
     * @param type a record whose components are its fields; empty when there is no body, or none in JSON
     * @param mediaType of the body
     * @param alsoAs other media types that may be asked for by {@code Accept}
     */
    public record Answer(
            String description, Optional<Class<? extends Record>> type, String mediaType, List<String> alsoAs) {

        Answer(String description, Optional<Class<? extends Record>> type, String mediaType) {
            this(description, type, mediaType, List.of());
        }
    }

    /** Reads the call and calls one use case. */
    @FunctionalInterface
    public interface CallHandler {
        Reply handle(Call call) throws Exception;
    }

    /** How requests are handled. */
    public sealed interface Handling {
        /** The request is checked and read first. */
        record Checked(CallHandler handler) implements Handling {}

        /** The handler does everything itself. */
        record Raw(Handler handler) implements Handling {}
    }

    public static Builder get(String path) {
        return new Builder(HandlerType.GET, path);
    }

    public static Builder post(String path) {
        return new Builder(HandlerType.POST, path);
    }

    public static Builder put(String path) {
        return new Builder(HandlerType.PUT, path);
    }

    public static Builder patch(String path) {
        return new Builder(HandlerType.PATCH, path);
    }

    public static Builder delete(String path) {
        return new Builder(HandlerType.DELETE, path);
    }

    /** The names of the gaps in the path. */
    List<String> pathParameters() {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(path)
                .results()
                .map(gap -> gap.group(1))
                .toList();
    }

    /** Gathers what an operation is. */
    public static final class Builder {

        private final HandlerType method;
        private final String path;
        private String id = "";
        private String summary = "";
        private String tag = "";
        private @Nullable Access access;
        private final List<Field<?>> query = new ArrayList<>();
        private @Nullable Body body;
        private boolean paged;
        private boolean ifMatch;
        private boolean idempotent;
        private final Map<Integer, Answer> answers = new LinkedHashMap<>();

        private Builder(HandlerType method, String path) {
            this.method = method;
            this.path = path;
        }

        /**
         * How the document calls it.
         *
         * @param operationId in camel case, unique
         * @param sentence what it does
         */
        public Builder named(String group, String operationId, String sentence) {
            tag = group;
            id = operationId;
            summary = sentence;
            return this;
        }

        public Builder access(Access who) {
            access = who;
            return this;
        }

        /** Query parameters that may be given. */
        public Builder query(Field<?>... parameters) {
            query.addAll(List.of(parameters));
            return this;
        }

        /** The body of a {@code POST} or {@code PUT}. */
        public Builder body(Form form) {
            body = new Body(form, Form.Use.WHOLE);
            return this;
        }

        /** The body of a {@code PATCH}. */
        public Builder bodyInPart(Form form) {
            body = new Body(form, Form.Use.PART);
            return this;
        }

        /** Honours {@code If-Match}: an edit of something that has changed since is answered 412. */
        public Builder ifMatch() {
            ifMatch = true;
            return problem(412, "somebody else has edited it since");
        }

        /** Honours {@code Idempotency-Key}. */
        public Builder idempotent() {
            idempotent = true;
            return this;
        }

        /** An answer in JSON. */
        public Builder answers(int status, String description, Class<? extends Record> type) {
            answers.put(status, new Answer(description, Optional.of(type), "application/json"));
            return this;
        }

        /** A page of a list: the envelope with {@code count}, {@code next}, {@code previous} and {@code results}. */
        public Builder answersPageOf(Class<? extends Record> type) {
            paged = true;
            return answers(200, "a page, newest first", type);
        }

        /** An answer that is not JSON. */
        public Builder answersWith(int status, String description, String mediaType) {
            answers.put(status, new Answer(description, Optional.empty(), mediaType));
            return this;
        }

        /** The same answer in another media type, for who asks for it by {@code Accept}. */
        public Builder alsoAs(int status, String mediaType) {
            answers.computeIfPresent(
                    status,
                    (same, answer) ->
                            new Answer(answer.description(), answer.type(), answer.mediaType(), List.of(mediaType)));
            return this;
        }

        /** An answer without a body. */
        public Builder answersEmpty(int status, String description) {
            answers.put(status, new Answer(description, Optional.empty(), ""));
            return this;
        }

        /** A problem that is particular to this operation. */
        public Builder problem(int status, String description) {
            answers.merge(
                    status,
                    new Answer(description, Optional.empty(), ApiRoutes.PROBLEM),
                    (old, more) -> new Answer(
                            old.description() + "; " + more.description(), Optional.empty(), ApiRoutes.PROBLEM));
            return this;
        }

        /** The operation, its requests read and checked before that handler sees them. */
        public Operation handledBy(CallHandler handler) {
            return build(new Handling.Checked(handler));
        }

        /** The operation, whose handler reads and answers by itself. */
        public Operation handledRaw(Handler handler) {
            return build(new Handling.Raw(handler));
        }

        private Operation build(Handling handling) {
            if (id.isEmpty() || answers.isEmpty()) {
                throw new IllegalStateException(method.name() + " " + path + " lacks its name or its answers");
            }
            return new Operation(
                    method,
                    path,
                    id,
                    summary,
                    tag,
                    Objects.requireNonNull(access, "access"),
                    List.copyOf(query),
                    Optional.ofNullable(body),
                    paged,
                    ifMatch,
                    idempotent,
                    Collections.unmodifiableMap(new LinkedHashMap<>(answers)),
                    handling);
        }
    }
}
