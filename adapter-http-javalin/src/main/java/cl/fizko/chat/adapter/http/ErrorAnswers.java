package cl.fizko.chat.adapter.http;

import cl.fizko.chat.application.worker.Fault;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every error of a handler, and of the router, with a {@link Problem}. */
final class ErrorAnswers {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private ErrorAnswers() {}

    static void register(JavalinConfig config) {
        config.routes
                .exception(ProblemException.class, (e, ctx) -> write(e.problem(), ctx.res()))
                .exception(HttpResponseException.class, (e, ctx) -> write(ofRouter(e), ctx.res()))
                .exception(Exception.class, (e, ctx) -> write(ofHandler(e, ctx), ctx.res()));
        config.router.javaLangErrorHandler((response, error) -> write(unexpected(error, "?"), response));
    }

    private static Problem ofRouter(HttpResponseException e) {
        var allowed = e.getDetails().get("availableMethods");
        return switch (e.getStatus()) {
            case 404 -> Problem.of(404, "there is nothing at this path");
            case 405 -> Problem.of(405, "this path answers " + allowed).withHeader("Allow", String.valueOf(allowed));
            default -> Problem.of(e.getStatus(), "the request could not be handled");
        };
    }

    private static Problem ofHandler(Exception e, Context ctx) {
        if (e instanceof HttpException protocol && protocol.getCode() < 500) {
            return Problem.of(protocol.getCode(), "the request is not well-formed HTTP");
        }
        return unexpected(e, ctx.method().name() + " " + ctx.endpoint().path);
    }

    private static Problem unexpected(Throwable fault, String route) {
        var id = UUID.randomUUID();
        log.error("request failed id={} route={}", id, route, Fault.withoutMessages(fault));
        return Problem.of(500, "something went wrong on our side; quote the instance when you report it")
                .withInstance("urn:uuid:" + id);
    }

    private static void write(Problem problem, HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        try {
            response.resetBuffer();
            problem.write(response);
        } catch (IOException e) {
            log.debug("nobody was there to read the answer status={}", problem.status());
        }
    }
}
