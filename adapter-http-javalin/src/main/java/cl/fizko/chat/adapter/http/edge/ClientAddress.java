package cl.fizko.chat.adapter.http.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom a limit is for: an IPv4 address, or the 64 bits of an IPv6 address that name a network, for every customer of a provider has
 * 2^64 addresses there to choose from (RFC 6177). It prints masked: it may be personal data.
 */
record ClientAddress(boolean isV6, long bits) {

    static ClientAddress of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new ClientAddress(true, bytes.getLong())
                : new ClientAddress(false, bytes.getInt());
    }

    @Override
    public String toString() {
        return "ClientAddress[***]";
    }
}
