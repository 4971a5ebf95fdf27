package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.safety.KeyOffered;
import cl.fizko.chat.domain.agent.specialised.safety.PrivacyRequests;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.SentenceTopic;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;

/** Trouble with the platform, complaints, and the wish to speak with a person. */
public final class SupportTopics {

    private SupportTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        var person = new TalkToPerson(texts);
        return new Topics(
                AgentName.SUPPORT,
                List.of(
                        new KeyOffered(texts),
                        new PrivacyRequests(texts),
                        person,
                        new SentenceTopic(
                                texts,
                                "support.account",
                                "cambio mi correo",
                                "cambiar mi correo",
                                "agregar otro",
                                "otro usuario",
                                "notificaciones"),
                        new SentenceTopic(
                                texts,
                                "support.access",
                                "contrasena",
                                "clave",
                                "pass",
                                "password",
                                "no puedo entrar",
                                "no puedo dentrar",
                                "no puedo ingresar",
                                "usuario",
                                "bloquead*",
                                "log in",
                                "login",
                                "codigo de verificacion",
                                "restablecer",
                                "user not found"),
                        new SentenceTopic(
                                texts,
                                "support.error",
                                "error*",
                                "eror",
                                "lenta",
                                "lento",
                                "se cierra",
                                "pantalla",
                                "no carga",
                                "no abre",
                                "boton",
                                "pegado",
                                "pegao",
                                "excel",
                                "exel",
                                "vacio",
                                "actualizar",
                                "app",
                                "aplicacion",
                                "plataforma",
                                "aprieto",
                                "apreto",
                                "enviando")),
                question ->
                        new Draft(texts).say("support.other").noting(question).answer());
    }
}
