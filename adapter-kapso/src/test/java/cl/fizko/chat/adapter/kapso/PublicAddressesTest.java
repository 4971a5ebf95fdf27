package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2001:db8::1",
                "2001::1",
                "2002:a00:1::",
                "100::1",
                "3fff::1"
            })
    void isPublic_notForTheInternet_isNot(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
                "169.253.0.1", "172.15.255.255", "172.32.0.0", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1",
                "223.255.255.255", "2606:4700::1111", "2a03:2880::1", "64:ff9b::101:101", "2001:4860::8888"
            })
    void isPublic_theInternet_is(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    /** Java turns a mapped address into IPv4, unless it is made like this. */
    @Test
    void isPublic_mappedAddressThatStaysIpv6_isNot() throws Exception {
        var mapped = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
        assertThat(PublicAddresses.isPublic(Inet6Address.getByAddress("x", mapped, 0)))
                .isFalse();
    }

    @Test
    void lookup_oneOfSeveralIsPrivate_refusesAll() throws Exception {
        var dns = resolving("93.184.216.34", "10.0.0.1");
        assertThatExceptionOfType(PublicAddresses.NotPublicException.class)
                .isThrownBy(() -> dns.lookup("files.kapso.ai"));
    }

    @Test
    void lookup_hostOfTheApi_mayBePrivate() throws Exception {
        assertThat(resolving("10.0.0.1").lookup("kapso.internal")).hasSize(1);
    }

    private static PublicAddresses resolving(String... addresses) {
        var hosts = MediaHosts.from(Map.of(), HttpUrl.get("http://kapso.internal:3000/"));
        return new PublicAddresses(host -> found(addresses), hosts);
    }

    private static List<InetAddress> found(String... addresses) throws UnknownHostException {
        var found = new ArrayList<InetAddress>();
        for (var address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }
}
