package cl.fizko.chat.adapter.http;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;

/**
 * The routes of one resource. A handler reads the request, calls one use case and maps its outcome; what a client did wrong it
 * throws as a {@link ProblemException}.
 */
public interface Routes {

    /**
     * Declares the routes, each with its {@link Access}: {@code routes.get(path, handler, Access.ADMIN)}. A final slash
     * is always optional and a {@code GET} answers {@code HEAD} too.
     *
     * @throws IllegalStateException if a route does not say who may call it
     */
    void define(JavalinDefaultRoutingApi routes);

    /** What answers some of their requests before the servlets do. */
    default List<Shortcut> shortcuts() {
        return List.of();
    }
}
