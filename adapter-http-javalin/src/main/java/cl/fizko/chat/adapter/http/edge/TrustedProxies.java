package cl.fizko.chat.adapter.http.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is believed about a client's address. Each proxy appends to {@code X-Forwarded-For} the address that called it; all
 * before that, and the whole header where no proxy of ours is in front, is what the client made up.
 *
 * @param hops how many proxies of ours every request passes; 0 if they are known by their addresses, or there are none
 * @param networks where our proxies call from
 */
public record TrustedProxies(int hops, List<IpNetwork> networks) {

    /** Nobody: the client is who opened the connection. */
    public static final TrustedProxies NONE = new TrustedProxies(0, List.of());

    private static final int MOST_HOPS = 10;

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads a number of proxies, {@code 1} to {@value #MOST_HOPS}, or a list of their ranges separated by commas, {@code
     * 10.0.0.0/8,2001:db8::/32}; {@code 0} is nobody.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static TrustedProxies parse(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            var hops = Integer.parseInt(text);
            if (hops > MOST_HOPS) {
                throw new IllegalArgumentException("too many proxies");
            }
            return new TrustedProxies(hops, List.of());
        }
        return new TrustedProxies(
                0,
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(IpNetwork::parse)
                        .toList());
    }

    boolean isEmpty() {
        return hops == 0 && networks.isEmpty();
    }

    /**
     * The address that a request comes from: the last one that somebody vouches for whom we trust.
     *
     * @param caller who opened the connection
     * @param forwardedFor the values of the header, in order
     */
    InetAddress client(InetAddress caller, List<String> forwardedFor) {
        if (isEmpty() || forwardedFor.isEmpty()) {
            return caller;
        }
        var told = forwardedFor.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        var client = caller;
        for (var passed = 0; passed < told.size() && isProxy(client, passed); passed++) {
            var before = IpLiteral.parseForwarded(told.get(told.size() - 1 - passed));
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private boolean isProxy(InetAddress address, int passed) {
        return passed < hops || networks.stream().anyMatch(network -> network.contains(address));
    }
}
