package cl.fizko.chat.adapter.http;

import cl.fizko.chat.adapter.http.edge.Edge;
import cl.fizko.chat.adapter.http.edge.RateLimits;
import cl.fizko.chat.domain.port.StoreBusyException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Admits requests by {@code Authorization: Bearer <api key>}. Thread-safe. */
final class BearerCheck {

    private static final String SCHEME = "Bearer ";

    private final Authentication authentication;

    private final RateLimits rates;

    BearerCheck(Authentication authentication, RateLimits rates) {
        this.authentication = authentication;
        this.rates = rates;
    }

    /**
     * Remembers the caller in the request. Throws a 401 problem for an unknown one, a 429 problem for one who calls too often, and a
     * 403 problem for one who may not.
     */
    void require(HttpServletRequest request, Access access) {
        var key = keyOf(request);
        var caller = key.flatMap(authentication::callerWith).orElseThrow(() -> {
            Edge.wrongKey(request, rates);
            return new ProblemException(
                    Problem.of(401, "this needs the header Authorization: Bearer <api key>, with a valid key")
                            .withHeader("WWW-Authenticate", "Bearer"));
        });
        rates.call(caller.key()).ifPresent(wait -> {
            throw new ProblemException(Problem.tooManyRequests(RateLimits.retryAfterSeconds(wait)));
        });
        if (!access.admits(caller)) {
            throw new ProblemException(Problem.of(403, needed(access)));
        }
        RequestCaller.remember(request, caller, () -> stillAdmits(key.orElseThrow(), access));
    }

    /** A store that cannot tell now is no reason to send somebody away. */
    private boolean stillAdmits(String key, Access access) {
        try {
            return authentication.callerWith(key).filter(access::admits).isPresent();
        } catch (StoreBusyException e) {
            return true;
        }
    }

    private static String needed(Access access) {
        return access == Access.PLATFORM
                ? "this needs the key of a platform administrator"
                : "this needs a key with the role " + access.name().toLowerCase(Locale.ROOT) + " or a higher one";
    }

    /** The container decodes headers as ISO 8859-1: this gives back the text that was sent. */
    private static Optional<String> keyOf(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(new String(
                        header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
