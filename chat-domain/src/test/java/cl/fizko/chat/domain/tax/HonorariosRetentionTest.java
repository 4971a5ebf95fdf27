package cl.fizko.chat.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HonorariosRetentionTest {

    @ParameterizedTest
    @CsvSource({
        "2020,1075",
        "2021,1150",
        "2022,1225",
        "2023,1300",
        "2024,1375",
        "2025,1450",
        "2026,1525",
        "2027,1600",
        "2028,1700",
        "2031,1700"
    })
    void of_isTheStepOfTheYear(int year, int basisPoints) {
        assertThat(HonorariosRetention.of(year)).contains(new HonorariosRetention(year, basisPoints));
    }

    @Test
    void of_beforeTheLaw_isEmpty() {
        assertThat(HonorariosRetention.of(2019)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025,500000,72500,427500",
        "2026,500000,76250,423750",
        "2027,500000,80000,420000",
        "2028,500000,85000,415000",
        "2025,1000000,145000,855000",
        "2026,1000000,152500,847500",
        "2027,1000000,160000,840000",
        "2028,1000000,170000,830000"
    })
    void grossToNet(int year, long gross, long withheld, long net) {
        var retention = HonorariosRetention.of(year).orElseThrow();
        assertThat(retention.withheldOf(gross)).isEqualTo(withheld);
        assertThat(retention.netOf(gross)).isEqualTo(net);
    }

    @ParameterizedTest
    @CsvSource({
        "2025,500000,584795,84795",
        "2026,500000,589971,89971",
        "2027,500000,595238,95238",
        "2028,500000,602410,102410",
        "2025,1000000,1169591,169591",
        "2026,1000000,1179941,179941",
        "2027,1000000,1190476,190476",
        "2028,1000000,1204819,204819"
    })
    void netToGross(int year, long net, long gross, long withheld) {
        var retention = HonorariosRetention.of(year).orElseThrow();
        assertThat(retention.grossFor(net)).isEqualTo(gross);
        assertThat(gross - net).isEqualTo(withheld);
    }

    @Test
    void thereAndBack_staysWithinOnePeso() {
        long seed = 2113321133L;
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var retention = HonorariosRetention.of(2020 + random.nextInt(12)).orElseThrow();
            long net = 1L + random.nextInt(Integer.MAX_VALUE);
            assertThat(retention.netOf(retention.grossFor(net)))
                    .as("seed %d, %s, net %d", seed, retention, net)
                    .isBetween(net - 1, net + 1);
        }
    }
}
