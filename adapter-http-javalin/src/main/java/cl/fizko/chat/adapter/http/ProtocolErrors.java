package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.edge.RequestId;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with a {@link Problem} what never reaches a route: malformed HTTP, headers too long, a server that stops. */
final class ProtocolErrors extends ErrorHandler {

    /** Whatever was asked, somebody wants to know why there is no answer. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        var detail =
                code == 503 ? "the server is busy or stopping; please come again" : "the request could not be read";
        if (code == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
        }
        RequestId.tell(request, response);
        write(Problem.of(code, detail), request, response, callback);
    }

    /** Sends away a client that calls too often, before its request is looked at. */
    static void tooManyRequests(Request request, Response response, Callback callback, long retryAfterSeconds) {
        response.setStatus(429);
        var problem = Problem.tooManyRequests(retryAfterSeconds);
        problem.headers().forEach(response.getHeaders()::put);
        write(problem, request, response, callback);
    }

    private static void write(Problem problem, Request request, Response response, Callback callback) {
        var language = ProblemLanguage.preferredBy(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, language.tag());
        response.write(true, ByteBuffer.wrap(problem.toJson(language)), callback);
    }
}
