package cl.fizko.chat.domain.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no me escriban más",
                "BAJA",
                "STOP",
                "baja por favor",
                "Hola, no me manden más mensajes",
                "dejen de escribirme",
                "no quiero recibir más mensajes",
                "ya no me escriban",
                "no m escriban mas x este numero",
                "sáquenme de la lista",
                "no me envíen publicidad",
                "no quiero que me escriban",
                "denme de baja",
                "no me contacten nunca mas"
            })
    void optingOut_isDoneAndConfirmedOnce(String text) {
        Script.begins()
                .customer(text)
                .answers("support", "no recibir más mensajes", "ALTA")
                .act(Act.OPT_OUT)
                .rule("opted out")
                .customer(text)
                .silentBecause("opted out already")
                .noAct()
                .customer("cuando vence el f29?")
                .answers("tax_reminder")
                .customer("alta")
                .says("Volverás a recibir")
                .act(Act.OPT_IN)
                .customer("BAJA")
                .act(Act.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiero una baja de precio",
                "como dar de baja el giro",
                "baja el plan",
                "Quiero dar de baja mi suscripción",
                "el exel q se baja de la pag de uds viene vacio",
                "por que no me escriben mas seguido?",
                "no me manden la factura por correo",
                "la bolsa baja, stop loss?",
                "alta",
                "hay que dar de baja la patente?",
                "no me llegan los mensajes",
                "no quiero que se pase el plazo",
                "no me mandaron la factura",
                "uds no responden nunca po, tengo rabia 😡",
                "dejaron de llegarme las notificaciones en el celular",
                "no quiero que me molesten por una deuda que no es mía, ¿qué hago?",
                "no quiero que me contacten del SII",
                "no quiero recibir nada de multas, cuando vence el f29?"
            })
    void whatIsNoWishToBeLeftAlone_optsNobodyOut(String text) {
        var decision = Script.begins().customer(text).decisions().get(0);
        assertThat(decision.acts()).doesNotContain(Act.OPT_OUT, Act.OPT_IN);
    }

    @Test
    void optingOut_whileAHumanAnswers_isDoneInSilence() {
        Script.begins()
                .heldByAHuman()
                .customer("no me escriban más")
                .silentBecause("human")
                .act(Act.OPT_OUT);
    }

    @Test
    void optingOut_ofThoseWhoDid_isKnownFromTheContact() {
        Script.begins().optedOut().customer("stop").silent().noAct();
        Script.begins().optedOut().customer("quiero volver a recibir mensajes").act(Act.OPT_IN);
    }
}
