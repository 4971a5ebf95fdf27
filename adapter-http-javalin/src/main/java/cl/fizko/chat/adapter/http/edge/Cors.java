package cl.fizko.chat.adapter.http.edge;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Tells browsers which pages of other origins may call the API (Fetch standard, "CORS protocol"). Only origins that were named
 * are told yes, each by its name. Browsers are never told to send credentials of their own accord: whoever calls has a key and
 * sends it.
 */
final class Cors {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, If-Match, Idempotency-Key, X-Request-Id, Last-Event-ID";
    private static final String ANSWER_HEADERS = "ETag, X-Request-Id, Retry-After, Location";
    private static final String SECONDS_REMEMBERED = "600";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Puts into the answer what the browser is to know.
     *
     * @return whether that is the whole answer: the browser asks before it sends the request proper
     */
    boolean tell(Request request, Response response) {
        if (origins.isEmpty()) {
            return false;
        }
        var answer = response.getHeaders();
        answer.add(HttpHeader.VARY, "Origin"); // also where there is none: a cache is not to give this answer to a page
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        answer.put("Access-Control-Allow-Origin", origin);
        answer.put("Access-Control-Expose-Headers", ANSWER_HEADERS);
        if (!isPreflight(request)) {
            return false;
        }
        answer.add(HttpHeader.VARY, "Access-Control-Request-Method, Access-Control-Request-Headers");
        answer.put("Access-Control-Allow-Methods", METHODS);
        answer.put("Access-Control-Allow-Headers", REQUEST_HEADERS);
        answer.put("Access-Control-Max-Age", SECONDS_REMEMBERED);
        return true;
    }

    private static boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS") && request.getHeaders().contains("Access-Control-Request-Method");
    }
}
