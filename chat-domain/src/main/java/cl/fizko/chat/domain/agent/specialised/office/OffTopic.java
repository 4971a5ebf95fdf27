package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.specialised.safety.KeyOffered;
import cl.fizko.chat.domain.agent.specialised.safety.PrivacyRequests;
import cl.fizko.chat.domain.agent.specialised.tax.TaxTopics;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.SentenceTopic;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topics;
import cl.fizko.chat.domain.language.ChileanFormat;
import java.util.List;
import java.util.Optional;

/** Real questions that no agent owns, and messages that say too little. */
public final class OffTopic {

    private OffTopic() {}

    /** Questions outside the field: said honestly, with a person where one could help. */
    public static Topics questions(Texts texts) {
        return new Topics(
                AgentName.UNRECOGNIZED_QUESTION,
                List.of(
                        new KeyOffered(texts),
                        new PrivacyRequests(texts),
                        HoursTopics.officialTime(texts),
                        TaxTopics.regimes(texts),
                        new SentenceTopic(
                                texts,
                                "property",
                                "contribuciones",
                                "patente comercial",
                                "patente municipal",
                                "permiso de circulacion"),
                        new SentenceTopic(
                                texts,
                                "other.labour",
                                "trabajador*",
                                "empleado*",
                                "empleador",
                                "contrato de trabajo",
                                "contrato indefinido",
                                "plazo fijo",
                                "despid*",
                                "finiquito",
                                "indemnizacion",
                                "vacaciones",
                                "sueldo*",
                                "horas extra*",
                                "gratificacion",
                                "licencia",
                                "mutual",
                                "cesantia",
                                "desvincular",
                                "echar a"),
                        new SentenceTopic(
                                texts,
                                "other.business",
                                "sociedad",
                                "spa",
                                "marca",
                                "inapi",
                                "sercotec",
                                "corfo",
                                "banco",
                                "credito",
                                "depreci*",
                                "depresia",
                                "resolucion sanitaria",
                                "seremi",
                                "escritura")),
                question -> new Draft(texts).say("other.unknown").answer());
    }

    /** Messages that cannot be understood: a short question back, about what little they hold. */
    public static Topics fragments(Texts texts) {
        return new Topics(
                AgentName.FALLBACK,
                List.of(
                        new KeyOffered(texts),
                        new PrivacyRequests(texts),
                        new SentenceTopic(texts, "fallback.wrongchat", "equivoque de chat", "mi guagua"),
                        new SentenceTopic(
                                texts, "fallback.wait", "espera", "dejame verlo", "wait", "te digo", "dame un"),
                        new SentenceTopic(texts, "fallback.help", "ayuda", "help", "alo"),
                        new SentenceTopic(texts, "fallback.invoice", "factura", "facturas", "boleta", "boletas"),
                        question -> question.amount()
                                .flatMap(amount -> new Draft(texts)
                                        .say("fallback.amount", "amount", ChileanFormat.pesos(amount.pesos()))
                                        .answer()),
                        question -> question.mentions().dates().isEmpty()
                                        && question.mentions().forms().forms().isEmpty()
                                ? Optional.empty()
                                : new Draft(texts).say("fallback.date").answer()),
                question -> new Draft(texts).say("fallback.other").answer());
    }
}
