package cl.fizko.chat.adapter.http;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.StoreBusyException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every error of a handler, and of the router, with a {@link Problem}. */
final class ErrorAnswers {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private static final int RETRY_AFTER_SECONDS = 2;

    private ErrorAnswers() {}

    static void register(JavalinConfig config) {
        config.routes
                .exception(ProblemException.class, (e, ctx) -> write(e.problem(), ctx.req(), ctx.res()))
                .exception(InvalidFieldsException.class, (e, ctx) -> write(ofFields(e), ctx.req(), ctx.res()))
                .exception(AlreadyExistsException.class, (e, ctx) -> write(ofDuplicate(e), ctx.req(), ctx.res()))
                .exception(StoreBusyException.class, (e, ctx) -> write(ofBusyStore(e), ctx.req(), ctx.res()))
                .exception(MethodNotAllowedResponse.class, ErrorAnswers::otherMethod)
                .exception(HttpResponseException.class, (e, ctx) -> write(ofRouter(e), ctx.req(), ctx.res()))
                .exception(Exception.class, (e, ctx) -> write(ofHandler(e, ctx), ctx.req(), ctx.res()));
        config.router.javaLangErrorHandler((response, error) -> write(unexpected(error, "?"), null, response));
    }

    /** The router knows a path by its methods; what it does not know of is {@code OPTIONS}, which asks for them. */
    private static void otherMethod(MethodNotAllowedResponse e, Context ctx) {
        var allowed = e.getDetails().get("availableMethods") + ", OPTIONS";
        if (ctx.method().equals(HandlerType.OPTIONS)) {
            ctx.status(HttpStatus.NO_CONTENT).header("Allow", allowed);
        } else {
            write(Problem.of(405, "this path answers " + allowed).withHeader("Allow", allowed), ctx.req(), ctx.res());
        }
    }

    private static Problem ofRouter(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> Problem.of(404, "there is nothing at this path");
            default -> Problem.of(e.getStatus(), "the request could not be handled");
        };
    }

    private static Problem ofHandler(Exception e, Context ctx) {
        if (e instanceof HttpException protocol && protocol.getCode() < 500) {
            return Problem.of(protocol.getCode(), "the request is not well-formed HTTP");
        }
        return unexpected(e, ctx.method().name() + " " + ctx.endpoint().path);
    }

    private static Problem ofFields(InvalidFieldsException refusal) {
        var errors = new LinkedHashMap<String, List<String>>();
        refusal.problems()
                .forEach(each -> errors.computeIfAbsent(each.field(), field -> new ArrayList<>())
                        .add(each.problem()));
        return Problem.invalid(errors);
    }

    private static Problem ofDuplicate(AlreadyExistsException refusal) {
        return Problem.named("already-exists", 409, "there is one like it already")
                .withErrors(Map.of(refusal.field(), List.of("is taken")));
    }

    private static Problem ofBusyStore(StoreBusyException fault) {
        log.warn("store busy cause={}", Fault.summary(fault));
        return Problem.busy("the database cannot take it now; please come again", RETRY_AFTER_SECONDS);
    }

    /** A bug: the log and the client are told the same id, and the client nothing else. */
    static Problem unexpected(Throwable fault, String route) {
        var id = UUID.randomUUID();
        log.error("request failed id={} route={}", id, route, Fault.withoutMessages(fault));
        return Problem.of(500, "something went wrong on our side; quote the instance when you report it")
                .withInstance("urn:uuid:" + id);
    }

    private static void write(Problem problem, @Nullable HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        try {
            response.resetBuffer();
            problem.write(request, response);
        } catch (IOException e) {
            log.debug("nobody was there to read the answer status={}", problem.status());
        }
    }
}
