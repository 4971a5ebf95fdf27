package cl.fizko.chat.adapter.kapso;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Dns;

/**
 * Resolves names, and refuses those that lead into a private network: an allowed name may be made to point at a machine beside
 * this one. What is resolved here is what is connected to, so no second answer can differ. The host of the configured API is
 * exempt. Thread-safe.
 */
final class PublicAddresses implements Dns {

    /** A name that has an address which is not public. */
    static final class NotPublicException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublicException(String host) {
            super(host);
        }
    }

    /** What is not for the public Internet (IANA, "IPv4 Special-Purpose Address Registry"), and multicast and reserved. */
    private static final List<Block> NOT_PUBLIC_V4 = List.of(
            new Block(8, 0),
            new Block(8, 10),
            new Block(10, 100, 64),
            new Block(8, 127),
            new Block(16, 169, 254),
            new Block(12, 172, 16),
            new Block(24, 192, 0, 0),
            new Block(24, 192, 0, 2),
            new Block(24, 192, 88, 99),
            new Block(16, 192, 168),
            new Block(15, 198, 18),
            new Block(24, 198, 51, 100),
            new Block(24, 203, 0, 113),
            new Block(4, 224),
            new Block(4, 240));

    /** The only block that is given out (IANA, "IPv6 Address Space"): outside are loopback, local, multicast and mapped IPv4. */
    private static final Block GLOBAL_V6 = new Block(3, 0x20);

    /** Inside it: protocol assignments with Teredo, documentation, and 6to4, which hides an IPv4 address. */
    private static final List<Block> NOT_PUBLIC_V6 = List.of(
            new Block(23, 0x20, 0x01, 0x00),
            new Block(32, 0x20, 0x01, 0x0d, 0xb8),
            new Block(16, 0x20, 0x02),
            new Block(20, 0x3f, 0xff, 0x00));

    /** Networks without IPv4 reach it through these, with the IPv4 address at the end (RFC 6052). */
    private static final Block TRANSLATED_V4 = new Block(96, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);

    private final Dns resolver;
    private final MediaHosts hosts;

    PublicAddresses(Dns resolver, MediaHosts hosts) {
        this.resolver = resolver;
        this.hosts = hosts;
    }

    /**
     * The addresses of a name.
     *
     * @throws NotPublicException if one of them is not public, whatever the others are
     */
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        var addresses = resolver.lookup(hostname);
        if (!hosts.isApiHost(hostname) && !addresses.stream().allMatch(PublicAddresses::isPublic)) {
            throw new NotPublicException(hostname);
        }
        return addresses;
    }

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublicV4(bytes);
        }
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        if (TRANSLATED_V4.holds(bytes)) {
            return isPublicV4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return GLOBAL_V6.holds(bytes) && NOT_PUBLIC_V6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean isPublicV4(byte[] bytes) {
        return NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(bytes));
    }

    /** The addresses that share their first bits. */
    private static final class Block {

        private final int bits;
        private final int[] start;

        Block(int bits, int... start) {
            this.bits = bits;
            this.start = start;
        }

        boolean holds(byte[] address) {
            for (int i = 0; i * 8 < bits; i++) {
                int compared = Math.min(8, bits - i * 8);
                int mask = 0xff << (8 - compared) & 0xff;
                if (((address[i] ^ start[i]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
