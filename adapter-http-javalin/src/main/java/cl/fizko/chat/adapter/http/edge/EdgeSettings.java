package cl.fizko.chat.adapter.http.edge;

import java.util.Set;

/**
 * What the operator chooses about requests as such.
 *
 * @param corsOrigins the web pages that may call the API from a browser, as browsers name them, e.g. {@code
 *     https://panel.example.cl}; empty for none
 * @param perKey the limit of each API key, kept by each process for itself
 * @param perAddress the limit of each client address, kept by each process for itself
 * @param proxies who is believed about a client's address
 */
public record EdgeSettings(Set<String> corsOrigins, Rate perKey, Rate perAddress, TrustedProxies proxies) {

    public EdgeSettings {
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** No page of a browser, no limits, no proxy. */
    public static EdgeSettings none() {
        return new EdgeSettings(Set.of(), Rate.UNLIMITED, Rate.UNLIMITED, TrustedProxies.NONE);
    }
}
