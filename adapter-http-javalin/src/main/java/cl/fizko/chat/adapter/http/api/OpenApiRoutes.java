package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.Routes;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;

/** Serves the OpenAPI document. Public: it tells what the server can do, and nothing of what it holds. */
public final class OpenApiRoutes implements Routes {

    private final byte[] document;

    /**
     * The document of those operations.
     *
     * @param version of this build
     */
    public OpenApiRoutes(List<Operation> operations, String version) {
        this.document = Json.bytes(OpenApiDocument.of(operations, version));
    }

    @Override
    public void define(JavalinDefaultRoutingApi routes) {
        routes.get("/openapi.json", ctx -> ctx.contentType(Answers.JSON).result(document), Access.PUBLIC);
    }
}
