package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.TaxSource;
import cl.fizko.chat.domain.tax.Vat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rate of IVA, and IVA on an amount or in it. */
final class VatAmounts implements Topic {

    private static final Keywords VAT = Keywords.of("iva", "vat");
    private static final Keywords RATE = Keywords.of(
            "cuanto es", "cuanto esta", "que porcentaje", "porcentaje", "tasa", "de cuanto es", "how much is", "es 19");
    private static final Keywords MINE =
            Keywords.of("tengo que pagar", "debo pagar", "me toca pagar", "me sale", "voy a pagar");
    private static final Keywords ASKS_NET = Keywords.of(
            "cual es el neto",
            "cuanto es el neto",
            "el neto",
            "iva incluido",
            "con iva incluido",
            "cobre",
            "me pagaron",
            "sin iva");
    private static final Pattern NET_AFTER = Pattern.compile("^ ?(?:pesos )?(?:netos?|mas iva|\\+ ?iva|\\+).*");
    private static final Pattern NET_BEFORE = Pattern.compile(".*\\b(?:netos?|neto de|iva de|iva a|iva de los?) ?$");
    private static final Pattern TOTAL_AFTER =
            Pattern.compile("^ ?(?:pesos )?(?:brutos?|total|iva incluido|con iva incluido).*");

    private final Texts texts;

    VatAmounts(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(VAT)) {
            return Optional.empty();
        }
        if (question.amount().isPresent()) {
            return computed(question);
        }
        if (question.has(MINE)) {
            return Optional.empty();
        }
        return question.has(RATE) && question.mentions().dates().months().isEmpty()
                ? new Draft(texts)
                        .say("vat.rate", "rate", Vat.PERCENT + "%")
                        .because(TaxSource.VAT, "IVA is 19 %")
                        .answer()
                : Optional.empty();
    }

    private Optional<Answer> computed(Question question) {
        var amount = question.amount().orElseThrow();
        boolean net = NET_AFTER.matcher(amount.after()).matches()
                || NET_BEFORE.matcher(amount.before()).matches();
        boolean total = !net
                && (question.has(ASKS_NET)
                        || TOTAL_AFTER.matcher(amount.after()).matches());
        var draft = new Draft(texts);
        if (!total) {
            draft.say(
                    "vat.fromnet",
                    "net",
                    ChileanFormat.pesos(amount.pesos()),
                    "vat",
                    ChileanFormat.pesos(Vat.on(amount.pesos())),
                    "total",
                    ChileanFormat.pesos(Vat.gross(amount.pesos())));
        }
        if (!net) {
            long base = Vat.netOf(amount.pesos());
            draft.say(
                    "vat.fromtotal",
                    "total",
                    ChileanFormat.pesos(amount.pesos()),
                    "net",
                    ChileanFormat.pesos(base),
                    "vat",
                    ChileanFormat.pesos(amount.pesos() - base));
        }
        return draft.because(TaxSource.VAT, "IVA is 19 % of the net amount").answer();
    }
}
