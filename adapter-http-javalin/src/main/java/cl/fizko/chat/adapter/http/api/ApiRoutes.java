package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.RequestBodies;
import cl.fizko.chat.adapter.http.Routes;
import cl.fizko.chat.adapter.http.Shortcut;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.util.List;

/** Makes routes of declared operations. */
public final class ApiRoutes implements Routes {

    static final String PROBLEM = "application/problem+json";

    private final List<Operation> operations;
    private final List<Shortcut> shortcuts;
    private final CallReader reader;

    /**
     * The routes of those resources.
     *
     * @param companies settles which company a call is about
     * @param bodies reads the bodies of checked operations
     */
    public ApiRoutes(List<Resource> resources, CompanyChoice companies, RequestBodies bodies) {
        this.operations = resources.stream()
                .flatMap(resource -> resource.operations().stream())
                .toList();
        this.shortcuts = resources.stream()
                .flatMap(resource -> resource.shortcuts().stream())
                .toList();
        this.reader = new CallReader(companies, bodies);
    }

    /** All of them, in the order of the resources. */
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return shortcuts;
    }

    @Override
    public void define(JavalinDefaultRoutingApi routes) {
        for (var operation : operations) {
            if (operation.handling() instanceof Operation.Handling.Raw raw) {
                routes.addHttpHandler(operation.method(), operation.path(), raw.handler(), operation.access());
            } else if (operation.handling() instanceof Operation.Handling.Checked checked) {
                routes.addHttpHandler(
                        operation.method(),
                        operation.path(),
                        ctx -> write(ctx, checked.handler().handle(reader.read(operation, ctx))),
                        operation.access());
            }
        }
    }

    private static void write(Context context, Reply reply) throws IOException {
        context.status(reply.status());
        context.header("Cache-Control", "no-store");
        reply.headers().forEach(context::header);
        if (reply.body().isEmpty()) {
            return;
        }
        var body = reply.body().get();
        if (body instanceof Reply.Body.Json json) {
            context.contentType(Answers.JSON).result(Json.bytes(json.json()));
        } else if (body instanceof Reply.Body.Bytes raw) {
            context.contentType(raw.mediaType()).result(raw.bytes());
        }
    }
}
