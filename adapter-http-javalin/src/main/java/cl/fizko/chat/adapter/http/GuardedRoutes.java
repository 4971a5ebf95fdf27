package cl.fizko.chat.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsExceptionHandler;
import io.javalin.websocket.WsHandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets no route in that does not say who may call it, and puts the check in front of those that not everybody may call. The
 * check is chosen once, here, so that a public route pays nothing for it.
 */
final class GuardedRoutes implements JavalinDefaultRoutingApi {

    private final RoutesConfig routes;
    private final BearerCheck check;
    private final List<ServedRoute> served = new ArrayList<>();

    GuardedRoutes(RoutesConfig routes, BearerCheck check) {
        this.routes = routes;
        this.check = check;
    }

    @Override
    public GuardedRoutes addEndpoint(Endpoint endpoint) {
        if (!endpoint.method.isHttpMethod()) {
            throw new IllegalStateException(
                    "a " + endpoint.method.name() + " handler would run outside the access check: " + endpoint.path);
        }
        var access = accessOf(endpoint);
        var handler = guarded(endpoint, access);
        served.add(new ServedRoute(endpoint.method.name(), endpoint.path, access));
        routes.addEndpoint(new Endpoint(endpoint.method, endpoint.path, handler));
        if (endpoint.method.equals(HandlerType.GET)) {
            // Javalin itself answers HEAD with an unconditional 200, also where GET would not.
            routes.addEndpoint(new Endpoint(HandlerType.HEAD, endpoint.path, handler));
        }
        return this;
    }

    /** All routes that were let in. */
    List<ServedRoute> served() {
        return List.copyOf(served);
    }

    private Handler guarded(Endpoint endpoint, Access access) {
        return access == Access.PUBLIC
                ? endpoint.handler
                : ctx -> {
                    check.require(ctx.req(), access);
                    endpoint.handler.handle(ctx);
                };
    }

    private static Access accessOf(Endpoint endpoint) {
        var roles = endpoint.metadata(Roles.class);
        Set<RouteRole> named = roles == null ? Set.of() : roles.getRoles();
        if (named.size() == 1 && named.iterator().next() instanceof Access access) {
            return access;
        }
        throw new IllegalStateException(endpoint.method.name() + " " + endpoint.path
                + " must name one Access, so that nothing is public by accident");
    }

    @Override
    public <E extends Exception> GuardedRoutes exception(Class<E> type, ExceptionHandler<? super E> handler) {
        throw new IllegalStateException("errors are answered in one place, ErrorAnswers");
    }

    @Override
    public GuardedRoutes error(int status, String contentType, Handler handler) {
        throw new IllegalStateException("errors are answered in one place, ErrorAnswers");
    }

    @Override
    public <E extends Exception> GuardedRoutes wsException(Class<E> type, WsExceptionHandler<? super E> handler) {
        throw new IllegalStateException("WebSockets have no access check yet");
    }

    @Override
    public GuardedRoutes addWsHandler(WsHandlerType type, String path, Consumer<WsConfig> ws, RouteRole... roles) {
        throw new IllegalStateException("WebSockets have no access check yet: " + path);
    }
}
