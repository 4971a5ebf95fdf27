package cl.fizko.chat.adapter.http.edge;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Names a request, in its answer and in what is logged about it. A caller's own {@code X-Request-Id} is kept if it is 1 to 64
 * letters, digits, dots, dashes or underscores: it goes to logs and headers as it is.
 */
public final class RequestId {

    static final String HEADER = "X-Request-Id";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final HexFormat HEX = HexFormat.of();
    private static final String ATTRIBUTE = RequestId.class.getName();

    private RequestId() {}

    /** The id, the same however often it is asked for. */
    static String of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        var id = Optional.ofNullable(request.getHeaders().get(HEADER))
                .filter(given -> ALLOWED.matcher(given).matches())
                .orElseGet(RequestId::fresh);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** Puts the id into the answer. */
    public static void tell(Request request, Response response) {
        response.getHeaders().put(HEADER, of(request));
    }

    /** It need not be secret, only never the same as another one. */
    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
