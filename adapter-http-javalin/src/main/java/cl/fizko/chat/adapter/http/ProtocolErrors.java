package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.edge.RequestId;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with a {@link Problem} what never reaches a route: malformed HTTP, headers too long, a server that stops. */
final class ProtocolErrors extends ErrorHandler {

    private static final int RETRY_AFTER_SECONDS = 10;

    /** Whatever was asked, somebody wants to know why there is no answer. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        RequestId.tell(request, response);
        problem(code).write(request, response, callback);
    }

    private static Problem problem(int code) {
        return code == 503
                ? Problem.busy("the server is busy or stopping; please come again", RETRY_AFTER_SECONDS)
                : Problem.of(code, "the request could not be read");
    }

    /** Sends away a client that calls too often, before its request is looked at. */
    static void tooManyRequests(Request request, Response response, Callback callback, long retryAfterSeconds) {
        Problem.tooManyRequests(retryAfterSeconds).write(request, response, callback);
    }
}
