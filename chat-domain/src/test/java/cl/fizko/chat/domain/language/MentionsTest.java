package cl.fizko.chat.domain.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MentionsTest {

    private static final long SEED = 20261123;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final List<String> PIECES = List.of(
            "medio palo",
            "un millon",
            "dos millones",
            "cien lucas",
            "tres k",
            "mil",
            "un",
            "medio",
            "palo y medio",
            "q",
            "f29",
            "f 22",
            "dj 1887",
            "jurada",
            "3323",
            "12.345.678-5",
            "7654321 k",
            "$1.250.000",
            "500",
            "1 palo 2",
            "hoy",
            "el 14",
            "viernes",
            "15/10",
            "2026-10",
            "oct",
            "este mes",
            "16:30",
            "a las 5",
            "5 y media",
            "pm",
            ".",
            ",",
            "-",
            "/",
            "'",
            "_",
            "ø");

    /** What is looked for only after a glance at the text is found whenever the search itself finds it. */
    @Test
    void of_findsWhatTheReadersFind() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var written = new StringBuilder();
            for (int n = random.nextInt(4); n >= 0; n--) {
                written.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(4) > 0 ? " " : "");
            }
            var text = FoldedText.of(written.toString());
            var ruts = RutMention.blankOut(text.value());
            var plain = FormMentions.blankOut(ruts);
            assertThat(Mentions.of(text, TODAY))
                    .as(() -> "seed " + SEED + ": " + written)
                    .isEqualTo(new Mentions(
                            FormMentions.read(ruts),
                            AmountReader.read(plain),
                            RutMention.read(text.value()),
                            DateReader.read(plain, TODAY),
                            TimeOfDayReader.read(plain)));
        }
    }
}
