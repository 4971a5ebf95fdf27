package cl.fizko.chat.domain.dialogue;

import org.junit.jupiter.api.Test;

class ClosedNoteTest {

    @Test
    void outsideHours_theHoursAreAddedOnce() {
        Script.begins()
                .officeFrom9To18()
                .on("2026-11-23T21:00")
                .customer("cuando vence el f29?")
                .answers(
                        "tax_reminder",
                        "período noviembre",
                        "fuera de horario",
                        "martes 24 de noviembre de 2026",
                        "09:00")
                .rule("closed now")
                .customer("y el de enero?")
                .answers("tax_reminder")
                .saysNot("fuera de horario")
                .on("2026-11-24T19:00")
                .customer("cuanto me retienen si boleteo 500 lucas")
                .says("fuera de horario", "miércoles 25 de noviembre de 2026");
    }

    @Test
    void holiday_isClosed() {
        Script.begins()
                .officeFrom9To18()
                .on("2026-12-08T11:00")
                .customer("cuando vence el f29?")
                .says("fuera de horario", "miércoles 9 de diciembre de 2026");
    }

    @Test
    void hours_areNotAddedWhereTheyDoNotBelong() {
        Script.begins().officeFrom9To18().customer("cuando vence el f29?").saysNot("horario");
        Script.begins().on("2026-11-23T21:00").customer("cuando vence el f29?").saysNot("horario");
        Script.begins()
                .officeFrom9To18()
                .on("2026-11-23T21:00")
                .customer("hola")
                .saysNot("horario")
                .customer("a que hora atienden?")
                .saysNot("fuera de horario")
                .customer("cuando vence el f29?")
                .saysNot("fuera de horario");
    }
}
