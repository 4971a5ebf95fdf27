package cl.fizko.chat.adapter.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // trusted             | caller    | X-Forwarded-For                   | client
                "0                     | 192.0.2.1 | 198.51.100.7                      | 192.0.2.1",
                "1                     | 10.0.0.1  | 198.51.100.7                      | 198.51.100.7",
                "1                     | 10.0.0.1  | 203.0.113.9, 198.51.100.7         | 198.51.100.7",
                "2                     | 10.0.0.1  | 203.0.113.9, 198.51.100.7, 10.0.0.2 | 198.51.100.7",
                "2                     | 10.0.0.1  | 198.51.100.7                      | 198.51.100.7",
                "1                     | 10.0.0.1  | none                              | 10.0.0.1",
                "1                     | 10.0.0.1  | 203.0.113.9, unknown              | 10.0.0.1",
                "1                     | 10.0.0.1  | example.com                       | 10.0.0.1",
                "1                     | 10.0.0.1  | 999.1.1.1                         | 10.0.0.1",
                "1                     | 10.0.0.1  | 198.51.100.7:4711                 | 198.51.100.7",
                "1                     | 10.0.0.1  | [2001:db8::7]:4711                | 2001:db8::7",
                "1                     | 10.0.0.1  | 2001:db8::7                       | 2001:db8::7",
                "10.0.0.0/8            | 10.0.0.1  | 203.0.113.9, 198.51.100.7, 10.9.9.9 | 198.51.100.7",
                "10.0.0.0/8            | 192.0.2.1 | 198.51.100.7                      | 192.0.2.1",
                "10.0.0.0/8            | 10.0.0.1  | 10.0.0.3, 10.0.0.2                | 10.0.0.3",
                "10.0.0.1,2001:db8::/32 | 10.0.0.1 | 198.51.100.7, 2001:db8:1::1       | 198.51.100.7",
                "10.0.0.1              | 10.0.0.2  | 198.51.100.7                      | 10.0.0.2",
            })
    void client_isTheLastThatSomebodyVouchesForWhomWeTrust(
            String trusted, String caller, String forwardedFor, String client) throws Exception {
        var told = forwardedFor == null ? List.<String>of() : List.of(forwardedFor);

        assertThat(TrustedProxies.parse(trusted).client(InetAddress.getByName(caller), told))
                .isEqualTo(InetAddress.getByName(client));
    }

    @Test
    void client_ofSeveralHeaders_isReadInTheirOrder() throws Exception {
        var told = List.of("203.0.113.9", "198.51.100.7");

        assertThat(TrustedProxies.parse("1").client(InetAddress.getByName("10.0.0.1"), told))
                .isEqualTo(InetAddress.getByName("198.51.100.7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11", "-1", "proxy.example.cl", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", ",", "1,2", "10.0.0"})
    void parse_anythingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse(text));
    }

    @Test
    void aClient_ofIpv6_isItsNetwork_andOfIpv4ItsAddress() throws Exception {
        assertThat(address("2001:db8:1:2::1")).isEqualTo(address("2001:db8:1:2:ffff::9"));
        assertThat(address("2001:db8:1:2::1")).isNotEqualTo(address("2001:db8:1:3::1"));
        assertThat(address("192.0.2.1")).isNotEqualTo(address("192.0.2.2"));
        assertThat(address("::ffff:192.0.2.1")).isEqualTo(address("192.0.2.1"));
        assertThat(address("192.0.2.1").toString()).doesNotContain("192");
    }

    private static ClientAddress address(String text) throws Exception {
        return ClientAddress.of(InetAddress.getByName(text));
    }
}
