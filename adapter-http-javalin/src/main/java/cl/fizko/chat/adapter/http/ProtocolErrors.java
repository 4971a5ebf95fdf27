package cl.fizko.chat.adapter.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with a {@link Problem} what never reaches a route: malformed HTTP, headers too long, a server that stops. */
final class ProtocolErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        var detail = code == 503 ? "the server is stopping; please come again" : "the request could not be read";
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        if (code == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
        }
        response.write(
                true,
                ByteBuffer.wrap(Problem.of(code, detail)
                        .toJson(ProblemLanguage.preferredBy(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE)))),
                callback);
    }
}
