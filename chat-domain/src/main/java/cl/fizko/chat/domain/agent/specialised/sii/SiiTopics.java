package cl.fizko.chat.domain.agent.specialised.sii;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.safety.KeyOffered;
import cl.fizko.chat.domain.agent.specialised.safety.PrivacyRequests;
import cl.fizko.chat.domain.agent.specialised.tax.TaxTopics;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.SentenceTopic;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;

/** All that the agent for the link with the SII can be asked about, the particular before the general. */
public final class SiiTopics {

    private SiiTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        return new Topics(
                AgentName.SII_INTEGRATION,
                List.of(
                        new KeyOffered(texts),
                        new PrivacyRequests(texts),
                        new SentenceTopic(texts, "sii.claveunica", "claveunica", "clave unica"),
                        new SentenceTopic(
                                texts,
                                "sii.proxy",
                                "autoriz*",
                                "mandatario",
                                "entre al sii por mi",
                                "ex contador",
                                "otro contador"),
                        new SentenceTopic(
                                texts,
                                "sii.certificate",
                                "certificado digital",
                                "certificado",
                                "certificao",
                                "firma electronica"),
                        new SentenceTopic(
                                texts,
                                "sii.folder",
                                "carpeta tributaria",
                                "carpeta",
                                "acreditar renta",
                                "ultimas 24 declaraciones",
                                "todo en uno"),
                        new SentenceTopic(
                                texts,
                                "sii.key.changed",
                                "cambie mi clave",
                                "cambie la clave",
                                "nueva clave",
                                "password changed",
                                "error de credenciales",
                                "credencial*",
                                "me dice invalida",
                                "clave invalida",
                                "clave del servicio",
                                "no funciona en fizko"),
                        new SentenceTopic(
                                texts,
                                "sii.key.recover",
                                "clave*",
                                "klave",
                                "contrasena*",
                                "password",
                                "olvide",
                                "olvido",
                                "bloqueada la clave"),
                        new SentenceTopic(
                                texts,
                                "sii.down",
                                "caido",
                                "no carga",
                                "pegado",
                                "pegao",
                                "malo el sii",
                                "no funciona el sii",
                                "lento",
                                "se cayo"),
                        new SentenceTopic(
                                texts,
                                "sii.blocked",
                                "bloqueado",
                                "bloqueao",
                                "bloqueada",
                                "anotacion*",
                                "observado",
                                "observaciones",
                                "deuda",
                                "carta del sii",
                                "periodos sin declarar"),
                        new SentenceTopic(
                                texts,
                                "sii.third",
                                "de un proveedor",
                                "de un tercero",
                                "situacion tributaria de",
                                "otra empresa",
                                "situacion tributaria"),
                        new SentenceTopic(
                                texts, "sii.end", "termino de giro", "cerrar la empresa", "cierre de empresa"),
                        new SentenceTopic(
                                texts,
                                "sii.start",
                                "inicio de actividades",
                                "iniciar actividades",
                                "iniciar",
                                "dar de alta",
                                "dar alta",
                                "alta"),
                        new SentenceTopic(
                                texts,
                                "sii.change",
                                "giro",
                                "domicilio",
                                "direccion",
                                "rubro",
                                "me cambie",
                                "actividad economica",
                                "razon social"),
                        new SentenceTopic(texts, "sii.regime", "regimen", "en que regimen", "inscrito"),
                        TaxTopics.regimes(texts),
                        new SentenceTopic(
                                texts,
                                "sii.connect",
                                "conect*",
                                "conexion",
                                "sincroniz*",
                                "sync",
                                "no trae los datos",
                                "enlazar",
                                "bajan solos",
                                "vincul*",
                                "todavia no la veo",
                                "nose conecta"),
                        new RutCheck(texts)),
                question -> new Draft(texts).say("sii.other").noting(question).answer());
    }
}
