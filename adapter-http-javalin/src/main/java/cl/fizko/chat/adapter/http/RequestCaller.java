package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Who makes a request, once the server has checked the key. */
public final class RequestCaller {

    private static final String ATTRIBUTE = "caller";

    private RequestCaller() {}

    static void remember(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /** The caller; throws IllegalStateException on a public route, where nobody was asked. */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("the route is public: nobody was asked who they are");
    }
}
