package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick way must say what the slow one says, or nothing. */
class QuickFoldTest {

    private static final long SEED = 20261123;
    private static final String LETTERS = "aÁñÜßİıſKϓ \u00A0\t\n.¿?$½…-\u0301\uFE0F\u200D👍🏽❤✅Σσ\u001C1";

    @Test
    void of_everySign_aloneAndAmongOthers() {
        for (int sign = 0; sign <= Character.MAX_CODE_POINT; sign++) {
            var written = Character.toString(sign);
            same(written);
            same("A" + written + "é");
            same(" " + written + written + " b ");
        }
    }

    @Test
    void of_mixedSigns() {
        var random = new Random(SEED);
        var signs = LETTERS.codePoints().toArray();
        for (int i = 0; i < 20_000; i++) {
            var written = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                written.appendCodePoint(signs[random.nextInt(signs.length)]);
            }
            same(written.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"¿Cuándo  VENCE el IVA de Ñuñoa?,¿cuando vence el iva de nunoa?", "ok 👍🏽,ok 👍🏽", "ya ❤️,ya ❤"})
    void of_whatCustomersWrite_needsNoLookingUp(String written, String folded) {
        assertThat(QuickFold.of(written)).contains(folded);
    }

    private static void same(String written) {
        assertThat(QuickFold.of(written).or(() -> Optional.of(FoldedText.byUnicode(written))))
                .as(() -> "seed " + SEED + ", signs "
                        + written.codePoints().boxed().toList())
                .contains(FoldedText.byUnicode(written));
    }
}
