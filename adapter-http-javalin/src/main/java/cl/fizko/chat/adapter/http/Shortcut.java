package cl.fizko.chat.adapter.http;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Answers the plain requests of a busy route before the servlets are asked. What it leaves, the route answers; a client must not see
 * which of them it was. No key is checked before it, so it is for public routes alone. Thread-safe.
 */
public interface Shortcut {

    /**
     * Whether it takes a request whose whole short body is here. Quick, without I/O.
     *
     * @return the path of the route whose request it is, as it is declared; empty: the servlets are to see it
     */
    Optional<String> routeOf(Request request);

    /**
     * The answer to a request that it takes. May block.
     *
     * @param body at most {@value HttpLimits#SMALL_BYTES} bytes; not to be changed
     */
    WholeAnswer answer(Request request, byte[] body);
}
