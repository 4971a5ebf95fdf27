package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.Act;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandingOverTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "persona",
                "Persona!",
                "*persona*",
                "si, persona porfa",
                "quiero hablar con una persona",
                "kiero ablar con alguien de carne y ueso",
                "PASAME CON UNA PERSONA POR FAVORRRR",
                "Pésimo servicio, nadie contesta",
                "Quiero poner un reclamo",
                "un humano"
            })
    void askingForAPerson_handsOver(String text) {
        Script.begins()
                .officeFrom9To18()
                .customer(text)
                .answers("support", "persona del equipo", "hasta las 18:00 de hoy")
                .act(Act.HAND_OVER)
                .customer("hola?")
                .silentBecause("human");
    }

    @Test
    void handingOver_saysWhenSomebodyIsThere() {
        Script.begins()
                .officeFrom9To18()
                .on("2026-12-24T20:00")
                .customer("persona")
                .says("lunes 28 de diciembre de 2026", "09:00")
                .saysNot("fuera de horario");
        Script.begins().customer("persona").says("apenas pueda").saysNot(":00");
    }

    @Test
    void twoUnknownQuestions_areHandedOver() {
        Script.begins()
                .officeFrom9To18()
                .customer("¿Va a llover mañana en Valdivia?")
                .answers("unrecognized_question", "Eso no lo sé")
                .noAct()
                .customer("Cuéntame un chiste")
                .answers("unrecognized_question", "se lo paso a una persona", "hasta las 18:00")
                .act(Act.HAND_OVER)
                .rule("two questions in a row");
        Script.begins()
                .customer("¿Va a llover mañana en Valdivia?")
                .customer("cuando vence el f29?")
                .customer("Cuéntame un chiste")
                .answers("unrecognized_question")
                .noAct();
    }
}
