package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.FieldErrors;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.RequestBodies;
import cl.fizko.chat.adapter.http.RequestCaller;
import cl.fizko.chat.domain.page.PageRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a request as its operation declares it; throws a problem that names everything that is wrong. Thread-safe. */
final class CallReader {

    private static final Values NOTHING = new Values(Map.of(), Form.Use.WHOLE);

    private final CompanyChoice companies;
    private final RequestBodies bodies;

    CallReader(CompanyChoice companies, RequestBodies bodies) {
        this.companies = companies;
        this.bodies = bodies;
    }

    Call read(Operation operation, Context context) throws IOException {
        var errors = new FieldErrors();
        var query = query(operation, context, errors);
        var page = operation.paged() ? page(query, errors) : Optional.<PageRequest>empty();
        var body = body(operation, context);
        var values = operation
                .body()
                .map(expected -> expected.form().read(body, expected.use(), "", errors))
                .orElse(NOTHING);
        errors.throwIfAny();
        return new Call(context, RequestCaller.of(context.req()), companies, query, values, page, BodyDigest.of(body));
    }

    private static Values query(Operation operation, Context context, FieldErrors errors) {
        var known = parameters(operation);
        var given = new HashMap<Field<?>, @Nullable Object>();
        context.queryParamMap().forEach((name, values) -> {
            var field = known.stream().filter(each -> each.name().equals(name)).findFirst();
            if (field.isEmpty()) {
                errors.add(name.length() <= 60 ? name : name.substring(0, 60), "is not known here");
            } else if (values.size() != 1) {
                errors.add(name, "is given more than once");
            } else {
                given.put(field.get(), field.get().readQuery(values.get(0), errors));
            }
        });
        for (var field : known) {
            if (field.isMandatory() && !context.queryParamMap().containsKey(field.name())) {
                errors.add(field.name(), "is required");
            }
        }
        return new Values(given, Form.Use.WHOLE);
    }

    /** All that may stand in the query of an operation. */
    static List<Field<?>> parameters(Operation operation) {
        var all = new ArrayList<>(operation.query());
        if (operation.access() != Access.PUBLIC) {
            all.add(CommonFields.COMPANY);
        }
        if (operation.paged()) {
            all.addAll(List.of(CommonFields.PAGE, CommonFields.PAGE_SIZE, CommonFields.CURSOR));
        }
        return all;
    }

    private static Optional<PageRequest> page(Values query, FieldErrors errors) {
        var number = CommonFields.number(query, CommonFields.PAGE).orElse(1);
        var size = CommonFields.number(query, CommonFields.PAGE_SIZE).orElse(CommonFields.DEFAULT_PAGE_SIZE);
        var cursor = query.find(CommonFields.CURSOR);
        if (cursor.isEmpty() && (number - 1L) * size > PageRequest.MOST_SKIPPED) {
            errors.add(
                    "page",
                    "must not skip more than " + PageRequest.MOST_SKIPPED + " rows; follow next, or narrow the list");
            return Optional.empty();
        }
        return Optional.of(new PageRequest(number, size, cursor));
    }

    private ObjectNode body(Operation operation, Context context) throws IOException {
        if (operation.body().isEmpty()) {
            return Json.object();
        }
        try (var body = bodies.read(context.req())) {
            return Json.parseObject(body.bytes());
        }
    }
}
