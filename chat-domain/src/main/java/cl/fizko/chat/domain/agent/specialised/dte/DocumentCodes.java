package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.DteType;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which code a document has, and which document a code is. */
final class DocumentCodes implements Topic {

    private static final Keywords ASKED =
            Keywords.of("codigo*", "tipo", "tipos", "que significa", "que documento", "numero de documento");
    private static final Keywords BY_BUYER = Keywords.of(
            "gringo",
            "dolares",
            "extranjero",
            "exportacion",
            "otro pais",
            "peru",
            "espana",
            "persona natural",
            "pessoa fisica");
    private static final Keywords DIFFERENCE = Keywords.of("distinguen", "diferencia*", "diferencian", "distinto*");
    private static final Pattern CODE = Pattern.compile(
            "\\b(?:tipo|documento|doc|codigo|dte|la|el|y|o|una|un)s? [\"']?(33|34|39|41|43|46|52|56|61|110|111|112)\\b");

    private record Named(Keywords words, DteType type) {}

    private static final List<Named> NAMES = List.of(
            new Named(Keywords.of("factura exenta", "facturas exentas", "exenta"), DteType.EXEMPT_INVOICE),
            new Named(Keywords.of("factura de compra"), DteType.PURCHASE_INVOICE),
            new Named(Keywords.of("liquidacion factura"), DteType.SETTLEMENT_INVOICE),
            new Named(Keywords.of("factura de exportacion"), DteType.EXPORT_INVOICE),
            new Named(Keywords.of("factura electronica", "factura", "factura afecta"), DteType.INVOICE),
            new Named(Keywords.of("boleta exenta"), DteType.EXEMPT_RECEIPT),
            new Named(Keywords.of("boleta electronica", "boleta"), DteType.RECEIPT),
            new Named(Keywords.of("guia de despacho", "guia"), DteType.DISPATCH_GUIDE),
            new Named(Keywords.of("nota de debito", "notadedebito"), DteType.DEBIT_NOTE),
            new Named(Keywords.of("nota de credito", "notadecredito"), DteType.CREDIT_NOTE));

    private final Texts texts;

    DocumentCodes(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        var types = new LinkedHashSet<DteType>();
        var match = CODE.matcher(question.text().value());
        while (match.find()) {
            DteType.ofCode(Integer.parseInt(match.group(1))).ifPresent(types::add);
        }
        boolean byCode = !types.isEmpty();
        if (!byCode && (!question.has(ASKED) || question.has(BY_BUYER))) {
            return Optional.empty();
        }
        NAMES.stream().filter(n -> !byCode && question.has(n.words())).forEach(n -> types.add(n.type()));
        if (types.isEmpty()) {
            types.addAll(List.of(
                    DteType.INVOICE,
                    DteType.EXEMPT_INVOICE,
                    DteType.RECEIPT,
                    DteType.DISPATCH_GUIDE,
                    DteType.DEBIT_NOTE,
                    DteType.CREDIT_NOTE));
        }
        var draft = new Draft(texts);
        types.forEach(type -> draft.say("dte.code", "code", String.valueOf(type.code()), "name", name(type, texts)));
        if (types.contains(DteType.PURCHASE_INVOICE)) {
            draft.say("dte.46");
        }
        if (question.has(DIFFERENCE) && types.contains(DteType.INVOICE)) {
            draft.say("dte.difference");
        }
        return draft.because(TaxSource.DTE_CODES, "codes " + types).answer();
    }

    static String name(DteType type, Texts texts) {
        return texts.say("dte.name." + type.code());
    }
}
