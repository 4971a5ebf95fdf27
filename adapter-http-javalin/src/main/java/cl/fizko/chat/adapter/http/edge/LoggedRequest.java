package cl.fizko.chat.adapter.http.edge;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Names the request in every line that is logged on its thread, as {@code request_id}. */
public final class LoggedRequest extends Handler.Wrapper {

    private static final String NAME = "request_id";

    public LoggedRequest(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        MDC.put(NAME, RequestId.of(request));
        try {
            return super.handle(request, response, callback);
        } finally {
            MDC.remove(NAME);
        }
    }
}
