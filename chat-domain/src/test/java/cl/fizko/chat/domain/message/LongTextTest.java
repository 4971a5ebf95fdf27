package cl.fizko.chat.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongTextTest {

    private static final String FAMILY = "👩‍👩‍👧‍👦";

    @Test
    void split_textThatFits_isItself() {
        assertThat(LongText.split(" Hola \n", 7)).containsExactly(" Hola \n");
        assertThat(LongText.split("", 7)).containsExactly("");
    }

    @Test
    void split_paragraphs_areCutThere() {
        assertThat(LongText.split("Uno. Dos. Tres.\n\nCuatro.\nCinco. Seis.", 26))
                .containsExactly("Uno. Dos. Tres.", "Cuatro.\nCinco. Seis.");
    }

    @Test
    void split_lines_areCutBeforeSentences() {
        assertThat(LongText.split("Uno. Dos.\nTres. Cuatro.", 17)).containsExactly("Uno. Dos.", "Tres. Cuatro.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\n"})
    void split_greetingBeforeALongText_doesNotStandAlone(String pause) {
        var sentence = "Su declaración vence el día 20. ";
        var prose = LongText.split("Hola" + pause + sentence.repeat(8_000 / sentence.length()), 4_096);
        assertThat(prose).hasSize(2);
        assertThat(prose.get(0)).hasSizeGreaterThan(4_000).endsWith(" vence el día 20.");
        var words = LongText.split("Hola" + pause + "palabra ".repeat(1_000), 4_096);
        assertThat(words).hasSize(2);
        assertThat(words.get(0)).hasSizeGreaterThan(4_000).endsWith(" palabra");
    }

    @Test
    void split_breaks_countFromTheMiddleOn() {
        assertThat(LongText.split("Hola don Luis\nVence hoy. Pague", 26))
                .containsExactly("Hola don Luis", "Vence hoy. Pague");
        assertThat(LongText.split("Hola Luis\nVence hoy ya. Pague", 26))
                .containsExactly("Hola Luis\nVence hoy ya.", "Pague");
    }

    @Test
    void split_greetingBeforeOneEndlessWord_staysWhole() {
        assertThat(LongText.split("Hola\n\n" + "x".repeat(8_000), 4_096))
                .containsExactly("Hola", "x".repeat(4_096), "x".repeat(3_904));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Debe $ 1.250.000. Pague hoy mismo. | 20 | Debe $ 1.250.000.
            Escriba a la Sra. Rosa. Ella sabe. | 30 | Escriba a la Sra. Rosa.
            Vence. Vea el art. 21 de la ley hoy | 20 | Vence.
            Vence. Es el N° 29 del formulario | 18 | Vence.
            Vence. Vea p. ej. La guía del SII | 20 | Vence.
            Hoy es 12.05.2026. Vence mañana ya | 22 | Hoy es 12.05.2026.
            ¿Ya pagó? Avise por favor a Rosa | 20 | ¿Ya pagó?
            «Ya pagué.» Eso dijo ella ayer | 20 | «Ya pagué.»
            Mire… ahí está. Lo ve usted ahora | 20 | Mire… ahí está.
            Fin. Según J. Pérez se debe hoy | 15 | Fin.
            """)
    void split_sentences_areCutAtTheirEnd(String text, int limit, String first) {
        assertThat(LongText.split(text, limit).get(0)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uno dos tres cuatro | 12 | uno dos tres
            uno dos tres cuatro | 13 | uno dos tres
            debe unos $ 350.000 a la TGR | 12 | debe unos
            vea el art. 21 del decreto | 12 | vea el
            el folio 12345 está bien | 9 | el
            """)
    void split_words_areCutBetweenThem(String text, int limit, String first) {
        assertThat(LongText.split(text, limit).get(0)).isEqualTo(first);
    }

    @Test
    void split_itemsOfAList_keepTheirNumbers() {
        assertThat(LongText.split("1. Entre al sitio del SII 2. Firme", 5).get(0))
                .isEqualTo("1.");
        assertThat(LongText.split("Haga esto. Y:\n1. Entre al sitio del SII", 17))
                .containsExactly("Haga esto. Y:", "1. Entre al sitio", "del SII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"😊", FAMILY, "🇨🇱", "👍🏽", "e\u0301", "❤️", "\r\n"})
    void split_oneCharacterOfSeveralUnits_staysWhole(String character) {
        var text = ("x" + character).repeat(40);
        for (int limit = character.length() + 1; limit < 40; limit++) {
            assertThat(String.join("", LongText.split(text, limit)).replace("\r\n", ""))
                    .isEqualTo(text.replace("\r\n", ""));
            assertThat(LongText.split(text, limit))
                    .allSatisfy(piece -> assertThat(piece.replace(character, "").replace("x", ""))
                            .isEmpty());
        }
    }

    @Test
    void split_accentsWithoutEnd_areCutBetweenCodePoints() {
        var zalgo = "a" + "\u0301".repeat(50) + "😊".repeat(3);
        assertThat(String.join("", LongText.split(zalgo, 7))).isEqualTo(zalgo);
        assertThat(LongText.split(FAMILY, 2)).allMatch(PlainText::isWhole);
    }

    @Test
    void split_onlySpace_hasNoPieces() {
        assertThat(LongText.split(" \n".repeat(10), 5)).isEmpty();
    }

    @Test
    void split_unbreakableSpace_isNoPlaceToCut() {
        assertThat(LongText.split("debe 350.000\u00a0pesos", 15)).containsExactly("debe", "350.000\u00a0pesos");
    }

    @Test
    void split_noRoom_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LongText.split("x", 1));
    }

    @Test
    void split_anyText_losesOnlySpaceAndKeepsItsOrder() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            var text = anyText(random);
            int limit = 24 + random.nextInt(120);
            var about = "seed " + seed + ", round " + round;
            var pieces = LongText.split(text, limit);
            assertThat(pieces).as(about).allMatch(piece -> piece.length() <= limit);
            assertThat(bare(String.join("", pieces))).as(about).isEqualTo(bare(text));
            if (text.length() > limit) {
                assertThat(pieces).as(about).noneMatch(String::isBlank);
            }
            assertThat(pieces).as(about).allMatch(PlainText::isWhole).noneMatch(LongTextTest::isTorn);
            assertThat(LongText.split(text, limit)).as(about).isEqualTo(pieces);
            wordsStayWhole(text, pieces, limit, about);
        }
    }

    private static void wordsStayWhole(String text, List<String> pieces, int limit, String about) {
        if (List.of(text.split("\\s+")).stream().allMatch(word -> word.length() <= limit)) {
            assertThat(pieces.stream()
                            .flatMap(piece -> List.of(piece.strip().split("\\s+")).stream())
                            .toList())
                    .as(about)
                    .isEqualTo(List.of(text.strip().split("\\s+")));
        }
    }

    /** Begins with what belongs to a character before it, or ends with what waits for one after it. */
    private static boolean isTorn(String piece) {
        if (piece.isEmpty()) {
            return false;
        }
        int first = piece.codePointAt(0);
        return first == 0x200d
                || first == 0xfe0f
                || Character.getType(first) == Character.NON_SPACING_MARK
                || (first >= 0x1f3fb && first <= 0x1f3ff)
                || piece.codePointBefore(piece.length()) == 0x200d;
    }

    private static String anyText(Random random) {
        var parts = List.of(
                "hola",
                "Sr.",
                "art.",
                "1.250.000",
                "N°",
                "12.05.2026",
                "¿cuándo?",
                "Vence.",
                "😊",
                FAMILY,
                "👍🏽",
                "e\u0301",
                "🇨🇱",
                "ñandú",
                "supercalifragilisticoespialidoso",
                " ",
                "\n",
                "\n\n",
                "  \r\n",
                "\u00a0",
                " ",
                " ",
                " ",
                " ");
        return random.ints(random.nextInt(120), 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }

    private static String bare(String text) {
        return text.codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
