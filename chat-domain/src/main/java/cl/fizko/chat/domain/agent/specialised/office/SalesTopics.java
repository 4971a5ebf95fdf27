package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.safety.PrivacyRequests;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.SentenceTopic;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;

/** What people who want the service, or want out of it, ask. Prices and plans are not known here, so none is ever quoted. */
public final class SalesTopics {

    private SalesTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        return new Topics(
                AgentName.SALES,
                List.of(
                        new PrivacyRequests(texts),
                        new SentenceTopic(
                                texts,
                                "sales.cancel",
                                "dar de baja",
                                "cancel*",
                                "ya no sigo",
                                "me voy",
                                "irme",
                                "terminar el contrato"),
                        new SentenceTopic(
                                texts, "sales.billing", "me cobraron", "me llego el cobro", "me subieron", "cobro por"),
                        new SentenceTopic(
                                texts,
                                "sales.demo",
                                "demo",
                                "funcionando",
                                "me lo muestra",
                                "reunion",
                                "mostrar",
                                "prueba gratis",
                                "periodo de prueba"),
                        new SentenceTopic(texts, "sales.vat", "mas iva", "incluye iva", "con iva"),
                        new SentenceTopic(
                                texts,
                                "sales.discount",
                                "descuent*",
                                "promo*",
                                "barato",
                                "caro",
                                "igualan",
                                "oferta*",
                                "gratis"),
                        new SentenceTopic(
                                texts,
                                "sales.switch",
                                "tengo contador",
                                "cambiarme",
                                "se jubila",
                                "otro contador",
                                "contador anterior"),
                        new SentenceTopic(
                                texts,
                                "sales.pay",
                                "tarjeta",
                                "transferencia",
                                "mes a mes",
                                "mes ames",
                                "pago anual",
                                "permanencia",
                                "como se paga"),
                        new SentenceTopic(
                                texts,
                                "sales.who",
                                "personas naturales",
                                "persona natural",
                                "regiones",
                                "punta arenas",
                                "solo hago boletas",
                                "toman tambien",
                                "trabajan con"),
                        new SentenceTopic(texts, "sales.other", "incluye", "trae", "traiga", "ofrecen", "otras cosas"),
                        new SentenceTopic(
                                texts,
                                "sales.price",
                                "cuanto",
                                "kuanto",
                                "precio*",
                                "presio",
                                "valor",
                                "cuesta",
                                "cobran",
                                "sale",
                                "cotizacion",
                                "how much",
                                "plan",
                                "planes",
                                "se cobra")),
                question -> new Draft(texts).say("sales.other").noting(question).answer());
    }
}
