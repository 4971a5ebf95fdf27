package cl.fizko.chat.domain.dialogue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuationTest {

    @Test
    void followUps_ofADeadline_stayWithItAndChain() {
        Script.begins()
                .customer("hola, cuando vence el f29?")
                .answers("tax_reminder", "período noviembre de 2026")
                .noRule()
                .customer("¿y el de enero?")
                .answers("tax_reminder", "período enero de 2027")
                .rule("continues the previous question")
                .customer("y en febrero")
                .answers("tax_reminder", "período febrero de 2027")
                .customer("ok y el de marzo?")
                .answers("tax_reminder", "período marzo de 2027");
    }

    @Test
    void followUps_ofARetention_keepTheQuestionAndTakeTheNewFigure() {
        Script.begins()
                .customer("cuanto me retienen si boleteo 500 lucas")
                .answers("honorarios", "$500.000", "15,25%")
                .customer("cuanto seria con 2 palos?")
                .answers("honorarios", "$2.000.000")
                .customer("y el 2027?")
                .answers("honorarios", "$2.000.000", "2027", "16%");
    }

    @Test
    void thirdQuestion_stillLeansOnTheFirst() {
        Script.begins()
                .customer("como anulo una factura?")
                .answers("dte", "nota de crédito")
                .customer("y una de agosto?")
                .answers("dte", "septiembre de 2026")
                .customer("y la boleta?")
                .answers("dte", "boleta de ventas se anula", "septiembre de 2026");
    }

    @Test
    void followUp_afterThanks_stillKnowsWhatItIsAbout() {
        Script.begins()
                .customer("cuando vence el f29?")
                .customer("gracias")
                .answers("greeting")
                .customer("pero y el de enero?")
                .answers("tax_reminder", "período enero de 2027");
    }

    @Test
    void followUp_thatNamesAThing_leansOnTheSubject() {
        Script.begins()
                .customer("Me llego una factura el 14, hasta cuando la puedo reclamar?")
                .answers("dte")
                .customer("y para la boleta?")
                .answers("dte")
                .rule("continues");
    }

    @ParameterizedTest
    @CsvSource({
        "y a que hora atienden?, business_hours",
        "y cuanto cuesta el plan?, sales",
        "y la clave?, sii_integration",
        "pero no puedo entrar a la app, support",
        "y quien gano el partido?, unrecognized_question",
        "y las boletas de honorarios?, honorarios",
        "y va a llover mañana?, unrecognized_question",
    })
    void messageAboutSomethingElse_isItsOwn(String text, String agent) {
        Script.begins()
                .customer("cuando vence el f29?")
                .customer(text)
                .answers(agent)
                .noRule();
    }

    @Test
    void followUp_afterSixHours_orAfterAPerson_isNone() {
        Script.begins()
                .customer("cuando vence el f29?")
                .later(Duration.ofHours(7))
                .customer("y en febrero")
                .noRule();
        Script.begins()
                .customer("cuando vence el f29?")
                .aPersonWrites("Hola Rosa, ya lo revisé.")
                .customer("y en febrero")
                .noRule();
    }

    @Test
    void followUp_ofOneWord_leansOnTheSubject() {
        Script.begins()
                .customer("te mando la foto de la factura del proveedor")
                .answers("invoice_processing")
                .customer("llego?")
                .answers("invoice_processing")
                .customer("alo??")
                .answers("fallback");
    }

    @Test
    void followUp_ofAHoursQuestion_isAboutHours() {
        Script.begins()
                .officeFrom9To18()
                .customer("a que hora atienden?")
                .answers("business_hours")
                .customer("y el sabado?")
                .answers("business_hours", "sábados y domingos no atendemos");
    }
}
