package cl.fizko.chat.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.message.Highlight.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighlightTest {

    @Test
    void snippet_marksAndEscapes() {
        var highlight = new Highlight("pague <b>\"IVA\"</b> & 'IVA'", List.of(new Mark(10, 13), new Mark(22, 25)));

        assertThat(highlight.snippet())
                .isEqualTo("pague &lt;b&gt;&quot;<mark>IVA</mark>&quot;&lt;/b&gt; &amp; &#39;<mark>IVA</mark>&#39;");
    }

    @Test
    void snippet_ofALongText_beginsAtAWordBeforeTheFirstMark() {
        var text = "palabra ".repeat(40) + "factura " + "palabra ".repeat(40);
        var snippet = new Highlight(text, List.of(new Mark(320, 327))).snippet();

        assertThat(snippet)
                .startsWith("…palabra ")
                .contains("palabra <mark>factura</mark> palabra")
                .endsWith("…");
        assertThat(snippet.length()).isLessThan(270);
    }

    @Test
    void snippet_neverCutsACharacterInHalf() {
        var smiles = "\uD83D\uDE42".repeat(300);

        for (var at = 0; at < 8; at++) {
            var snippet = new Highlight("x".repeat(at) + smiles, List.of()).snippet();
            assertThat(snippet.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            var marked =
                    new Highlight("x".repeat(at) + smiles + "iva", List.of(new Mark(600 + at, 603 + at))).snippet();
            assertThat(marked.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            assertThat(marked).endsWith("<mark>iva</mark>");
        }
    }

    @Test
    void snippet_withoutMarks_isTheBeginning() {
        assertThat(new Highlight("hola", List.of()).snippet()).isEqualTo("hola");
        assertThat(new Highlight("", List.of()).snippet()).isEmpty();
    }
}
