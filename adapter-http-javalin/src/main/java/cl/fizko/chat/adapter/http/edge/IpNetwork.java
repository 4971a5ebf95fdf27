package cl.fizko.chat.adapter.http.edge;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses, e.g. {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is a range of one.
 *
 * @param bits how many bits of the address count
 */
record IpNetwork(InetAddress address, int bits) {

    IpNetwork {
        if (bits < 0 || bits > length(address)) {
            throw new IllegalArgumentException("not a range of addresses");
        }
    }

    /** Throws an {@link IllegalArgumentException} if it is not a range. */
    static IpNetwork parse(String text) {
        var slash = text.indexOf('/');
        var address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an address"));
        return new IpNetwork(address, slash < 0 ? length(address) : Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress other) {
        return length(address) == length(other) && prefix(address).equals(prefix(other));
    }

    private BigInteger prefix(InetAddress of) {
        return new BigInteger(1, of.getAddress()).shiftRight(length(of) - bits);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }
}
