package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.TaxSource;
import cl.fizko.chat.domain.tax.Vat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Questions about one kind of document that have one answer. */
final class SimpleDocuments implements Topic {

    private record Entry(Keywords words, String key, Optional<TaxSource> source) {}

    private static final List<Entry> ENTRIES = List.of(
            entry("dte.reparos", "reparo*", "aceptado con"),
            entry("dte.stuck", "pegada", "pegado en", "enviando", "no se envia", "se queda"),
            entry("dte.resend", "no le llego", "no llego la factura", "reenvi*", "por mail", "por correo"),
            entry("dte.stamp", "timbre"),
            entry(
                    "dte.backdate",
                    "fecha de ayer",
                    "fecha de",
                    "con fecha",
                    "fecha anterior",
                    "fecha atrasada",
                    "fecha futura"),
            entry("dte.keep", "cuanto tiempo guard*", "guardar las facturas", "6 anos", "cuantos anos"),
            entry("dte.debit", TaxSource.CREDIT_NOTE, "nota de debito", "notadedebito", "56"),
            entry("dte.guide", TaxSource.DISPATCH_GUIDE, "guia", "guias", "mover mercaderia", "traslado", "despacho"),
            entry(
                    "dte.export",
                    "exportacion",
                    "extranjero",
                    "peru",
                    "argentina",
                    "dolares",
                    "gringo",
                    "facturarle a una empresa de",
                    "otro pais",
                    "estados unidos",
                    "espana"),
            entry("dte.receipt.duty", "dar boleta", "debo dar"),
            entry(
                    "dte.receipt",
                    TaxSource.RECEIPT,
                    "imprimir",
                    "imprime",
                    "boleta electronica",
                    "boleta normal",
                    "boleta de venta",
                    "por wsp",
                    "detalle de los productos"),
            entry(
                    "dte.exempt",
                    TaxSource.VAT,
                    "exenta",
                    "exento",
                    "exentas",
                    "esenta",
                    "afecta",
                    "afecto",
                    "sin iva",
                    "no afecta"),
            entry("dte.person", "persona natural", "pessoa fisica", "consumidor final", "cliente chileno"),
            entry("dte.creditnote", TaxSource.CREDIT_NOTE, "nota de credito", "notadecredito"),
            entry(
                    "dte.how",
                    "como emito",
                    "como hago",
                    "emitir",
                    "hacer una factura",
                    "facturar",
                    "emito",
                    "hago una factura",
                    "issue an invoice"));

    private static final Pattern NET_AFTER = Pattern.compile("^ ?(?:netos?|\\+|mas iva|con iva).*");

    private final Texts texts;

    SimpleDocuments(Texts texts) {
        this.texts = texts;
    }

    private static Entry entry(String key, String... words) {
        return new Entry(Keywords.of(words), key, Optional.empty());
    }

    private static Entry entry(String key, TaxSource source, String... words) {
        return new Entry(Keywords.of(words), key, Optional.of(source));
    }

    @Override
    public Optional<Answer> answer(Question question) {
        return ENTRIES.stream().filter(e -> question.has(e.words())).findFirst().map(entry -> {
            var draft = new Draft(texts).say(entry.key());
            entry.source().ifPresent(source -> draft.because(source, entry.key()));
            return amounts(draft, question).noting(question).done();
        });
    }

    private static Draft amounts(Draft draft, Question question) {
        question.amount()
                .filter(amount -> NET_AFTER.matcher(amount.after()).matches())
                .ifPresent(amount -> draft.say(
                        "vat.fromnet",
                        "net",
                        ChileanFormat.pesos(amount.pesos()),
                        "vat",
                        ChileanFormat.pesos(Vat.on(amount.pesos())),
                        "total",
                        ChileanFormat.pesos(Vat.gross(amount.pesos()))));
        return draft;
    }
}
