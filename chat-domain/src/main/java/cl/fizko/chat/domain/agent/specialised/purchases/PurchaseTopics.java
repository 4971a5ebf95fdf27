package cl.fizko.chat.domain.agent.specialised.purchases;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.SentenceTopic;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import java.util.List;

/**
 * All that clients ask about invoices and expenses they hand over. The agent cannot see the ledger, so it never claims that
 * something was received or booked.
 */
public final class PurchaseTopics {

    private PurchaseTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        return new Topics(
                AgentName.INVOICE_PROCESSING,
                List.of(
                        new SentenceTopic(
                                texts,
                                "purchase.notmine",
                                "no es de mi empresa",
                                "saquenla",
                                "no es mia",
                                "no la suban",
                                "me equivoque de foto",
                                "ekivoke de foto",
                                "de mi casa"),
                        new SentenceTopic(texts, "purchase.duplicate", "duplicad*", "dos veces", "2 veces", "repetida"),
                        new SentenceTopic(
                                texts,
                                "purchase.misread",
                                "leyo mal",
                                "leyo",
                                "monto mal",
                                "mal el monto",
                                "escanie",
                                "escanee"),
                        new SentenceTopic(
                                texts,
                                "purchase.file",
                                "no valido",
                                "archivo",
                                "borrosa",
                                "pesa mucho",
                                "zip",
                                "comprimida",
                                "uno por uno"),
                        new SentenceTopic(texts, "purchase.creditnote", "nota de credito"),
                        new SentenceTopic(texts, "purchase.wrongname", "mal escrita", "razon social"),
                        new SentenceTopic(
                                texts,
                                "purchase.howto",
                                "puedo mandar",
                                "donde se dejan",
                                "en que parte",
                                "como mando",
                                "mando la guia",
                                "se los paso",
                                "bajan solos",
                                "no hace falta",
                                "hace falta"),
                        new SentenceTopic(
                                texts,
                                "purchase.missing",
                                "falta",
                                "faltan",
                                "no sale",
                                "no aparece",
                                "ninguna parte",
                                "incompleto",
                                "no la veo",
                                "no esta"),
                        new SentenceTopic(
                                texts,
                                "purchase.category",
                                "categoria",
                                "clasific*",
                                "como gasto",
                                "cuenta como",
                                "activo fijo",
                                "figura como",
                                "insumos",
                                "meten como",
                                "no corresponde"),
                        new SentenceTopic(
                                texts,
                                "purchase.status",
                                "ya",
                                "recibieron",
                                "procesaron",
                                "cargaron",
                                "cargadas",
                                "ingresadas",
                                "contabilizado",
                                "quedaron",
                                "quedo",
                                "las vieron",
                                "pendiente*",
                                "se demoran",
                                "cuanto demora*",
                                "48 horas",
                                "listas",
                                "lista"),
                        new SentenceTopic(
                                texts,
                                "purchase.register",
                                "registro de compras",
                                "rcv",
                                "libro de compras",
                                "muestrame"),
                        new SentenceTopic(
                                texts,
                                "purchase.sent",
                                "te mando",
                                "les mando",
                                "te adjunto",
                                "adjunto",
                                "aqui van",
                                "aqui va",
                                "hay les va",
                                "ahi les va",
                                "les envie",
                                "te envie",
                                "registren",
                                "mande",
                                "photo",
                                "foto",
                                "pdf")),
                question ->
                        new Draft(texts).say("purchase.other").noting(question).answer());
    }
}
