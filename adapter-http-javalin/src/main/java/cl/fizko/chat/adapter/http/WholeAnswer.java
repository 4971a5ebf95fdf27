package cl.fizko.chat.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer that is ready and is written at once, by a route or by a {@link Shortcut}: the same bytes. Immutable. */
public interface WholeAnswer {

    int status();

    /** Writes it as a route does. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Writes it without servlets. When the callback is told, neither request nor response may be touched any more. */
    void write(Request request, Response response, Callback callback);
}
