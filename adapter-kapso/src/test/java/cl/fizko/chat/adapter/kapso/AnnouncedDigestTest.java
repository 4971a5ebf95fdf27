package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedDigestTest {

    /** Of "abc" (FIPS 180-2, appendix B.1), as Meta and others write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
                "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0",
                "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=",
                " ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\n"
            })
    void hex_everyWriting_isTheSame(String announced) {
        assertThat(AnnouncedDigest.hex(announced))
                .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "29ed500fa64eb55fc19dc4124acb300e5dcca0f822a301ae99944db", "sha256=ba78", "nada"})
    void hex_somethingElse_isNotAnnounced(String announced) {
        assertThat(AnnouncedDigest.hex(announced)).isEmpty();
    }
}
