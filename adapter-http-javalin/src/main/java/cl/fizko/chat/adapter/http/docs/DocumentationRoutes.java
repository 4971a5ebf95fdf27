package cl.fizko.chat.adapter.http.docs;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Answers;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.Routes;
import cl.fizko.chat.adapter.http.api.OpenApiDocument;
import cl.fizko.chat.adapter.http.api.Operation;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;

/**
 * Serves the OpenAPI document and the pages that show it, from the jar alone. Public: they tell what the server can do, and
 * nothing of what it holds.
 */
public final class DocumentationRoutes implements Routes {

    private static final String DOCS = "/docs";

    /** The pages load nothing from elsewhere; Swagger UI draws with inline styles and images. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " frame-ancestors 'none'; base-uri 'none'";

    private final byte[] document;

    /**
     * The documentation of those operations.
     *
     * @param version of this build
     */
    public DocumentationRoutes(List<Operation> operations, String version) {
        this.document = Json.bytes(OpenApiDocument.of(operations, version));
    }

    @Override
    public void define(JavalinDefaultRoutingApi routes) {
        routes.get("/openapi.json", ctx -> ctx.contentType(Answers.JSON).result(document), Access.PUBLIC);
        routes.get(DOCS, ctx -> send(ctx, DocumentationFile.PAGE), Access.PUBLIC);
        for (var file : DocumentationFile.values()) {
            routes.get(DOCS + "/" + file.fileName(), ctx -> send(ctx, file), Access.PUBLIC);
        }
    }

    private static void send(Context context, DocumentationFile file) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "max-age=3600");
        context.contentType(file.mediaType()).result(file.bytes());
    }
}
