package cl.fizko.chat.adapter.http.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses, and never asks a name server: what it reads comes from strangers. */
final class IpLiteral {

    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int LONGEST = 45;
    private static final int HIGHEST_BYTE = 255;

    private IpLiteral() {}

    /** An address alone, IPv4 in four decimal numbers or IPv6 without brackets or zone. */
    static Optional<InetAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var v4 = V4.matcher(text);
            if (v4.matches()) {
                var bytes = new byte[4];
                for (var i = 0; i < bytes.length; i++) {
                    var value = Integer.parseInt(v4.group(i + 1));
                    if (value > HIGHEST_BYTE) {
                        return Optional.empty();
                    }
                    bytes[i] = (byte) value;
                }
                return Optional.of(InetAddress.getByAddress(bytes));
            }
            // With a colon in it the JDK takes it for IPv6 or for nothing.
            return V6.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** As proxies write clients: also with a port, {@code 192.0.2.7:4711} or {@code [2001:db8::7]:4711}. */
    static Optional<InetAddress> parseForwarded(String text) {
        var end = text.indexOf(']');
        if (text.startsWith("[") && end > 0) {
            return parse(text.substring(1, end));
        }
        var colon = text.indexOf(':');
        var isV4WithPort = colon > 0 && colon == text.lastIndexOf(':');
        return parse(isV4WithPort ? text.substring(0, colon) : text);
    }
}
