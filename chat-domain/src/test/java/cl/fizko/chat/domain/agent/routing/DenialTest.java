package cl.fizko.chat.domain.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.language.MessageReader;
import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.language.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DenialTest {

    private static List<String> denied(String message) {
        var tokens = new MessageReader(Vocabulary.of(Map.of())).read(ReadText.of(message));
        var denied = Denial.in(tokens);
        var words = new ArrayList<String>();
        for (int i = 0; i < denied.length; i++) {
            if (denied[i]) {
                words.add(tokens.get(i).text());
            }
        }
        return words;
    }

    @Test
    void in_whatItIsNot_endsWithTheClause() {
        assertThat(denied("no es boleta de honorarios, es factura"))
                .containsExactly("es", "boleta", "de", "honorarios");
    }

    @Test
    void in_contrast_endsTheDenial() {
        assertThat(denied("no es la clave sino el certificado")).containsExactly("es", "la", "clave");
    }

    @Test
    void in_somethingThatFails_isNotDenied() {
        assertThat(denied("no puedo entrar y no funciona la clave")).isEmpty();
    }
}
