package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Who makes a request, once the server has checked the key. */
public final class RequestCaller {

    private static final String CALLER = RequestCaller.class.getName();
    private static final String ADMISSION = Admission.class.getName();

    private RequestCaller() {}

    /** Tells later on whether the key would still be let in. */
    @FunctionalInterface
    public interface Admission {
        boolean holds();
    }

    static void remember(HttpServletRequest request, Caller caller, Admission admission) {
        request.setAttribute(CALLER, caller);
        request.setAttribute(ADMISSION, admission);
    }

    /** The caller; throws IllegalStateException on a public route, where nobody was asked. */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(CALLER) instanceof Caller caller) {
            return caller;
        }
        throw nobody();
    }

    /** For answers that go on for long. */
    public static Admission admission(HttpServletRequest request) {
        if (request.getAttribute(ADMISSION) instanceof Admission admission) {
            return admission;
        }
        throw nobody();
    }

    private static IllegalStateException nobody() {
        return new IllegalStateException("the route is public: nobody was asked who they are");
    }
}
