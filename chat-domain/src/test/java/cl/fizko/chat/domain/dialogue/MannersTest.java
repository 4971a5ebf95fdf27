package cl.fizko.chat.domain.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MannersTest {

    @Test
    void thanksAndGoodbyes_areReturnedOnce() {
        Script.begins()
                .customer("cuando vence el f29?")
                .customer("muchas gracias!!")
                .answers("greeting", "Con gusto")
                .customer("te pasaste, mil gracias")
                .silentBecause("once")
                .customer("chao")
                .silent()
                .customer("igualmente, un abrazo")
                .silent()
                .customer("cuando vence la renta?")
                .answers("tax_reminder")
                .customer("grax")
                .answers("greeting");
    }

    @Test
    void greetings_areReturnedOnceAnHour() {
        Script.begins()
                .customer("hola")
                .answers("greeting", "¿Qué necesitas?")
                .customer("holaaa")
                .silentBecause("within the hour")
                .later(Duration.ofHours(2))
                .customer("hola")
                .answers("greeting")
                .customer("gracias")
                .answers("greeting", "Con gusto");
    }

    @Test
    void greetingWithARequest_isARequest() {
        Script.begins().customer("hola").customer("hola, cuando vence el f29?").answers("tax_reminder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok",
                "OK!",
                "ya",
                "yaaa po",
                "dale",
                "👍",
                "👍🏽",
                "perfecto",
                "listo",
                "jaja",
                "jajaja xd",
                "si po",
                "sipo",
                "Oki doki",
                "Claro",
                "Bueno",
                "Entiendo",
                "de acuerdo",
                "ok perfecto",
                "🤔",
                "💯🔥",
                "dle dle",
                "si",
                "no",
                "xddd",
                "ah ya",
                "está bien",
                "filete 👌",
                "ok dale 👍"
            })
    void nods_getSilence(String nod) {
        Script.begins().customer("cuando vence el f29?").customer(nod).silentBecause("nod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok?",
                "ya, y el f29 cuando vence?",
                "si, cuando vence la renta",
                "listo, ya pagué el F29 gracias a su aviso",
                "ok gracias",
                "perfecto, y cuanto sale el plan?",
                "7",
                "ya 45.000"
            })
    void whatIsMoreThanANod_isAnswered(String text) {
        Script.begins().customer(text);
        assertThat(Script.begins().customer(text).content()).isNotBlank();
    }

    @Test
    void yes_afterAPersonsQuestion_bringsThatPerson() {
        Script.begins()
                .aPersonWrites("Hola Rosa, ¿quieres que te ayudemos con la renta?")
                .customer("si")
                .answers("support", "persona del equipo")
                .act(Act.HAND_OVER)
                .rule("no agent asked");
        Script.begins()
                .aPersonWrites("Hola Rosa, ¿quieres que te ayudemos con la renta?")
                .customer("no")
                .silent();
        Script.begins().aPersonWrites("Hola Rosa, ¿cómo estás?").customer("ya").silent();
        Script.begins()
                .customer("Quiero poner la marca en inapi, conviene?")
                .says("responde *persona*")
                .customer("si")
                .silent();
    }

    @Test
    void noise_getsAQuestionBackOnceInARow() {
        Script.begins()
                .customer("akjsdhaksd")
                .answers("fallback", "¿Me cuentas un poco más?")
                .customer("asdkjh")
                .silentBecause("question back")
                .customer("cuando vence el f29?")
                .answers("tax_reminder")
                .customer("akjsdhaksd")
                .answers("fallback");
    }
}
