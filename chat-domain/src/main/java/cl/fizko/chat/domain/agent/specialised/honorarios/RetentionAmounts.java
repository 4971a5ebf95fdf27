package cl.fizko.chat.domain.agent.specialised.honorarios;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.AmountMention;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.HonorariosRetention;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is withheld of an amount, and what to bill for a net amount. */
final class RetentionAmounts implements Topic {

    private static final Keywords WANTS_NET = Keywords.of(
            "me queden",
            "me qeden",
            "me quede",
            "quedarme",
            "recibir",
            "que me llegue",
            "que me lleguen",
            "en la mano",
            "cuanto boleteo",
            "por cuanto hago",
            "por cuanto boleteo",
            "cuanto le pongo",
            "cuanto debo boletear",
            "cuanto cobro",
            "cuanto tengo que cobrar",
            "libres",
            "limpio",
            "limpios");
    private static final Keywords GIVES_GROSS = Keywords.of(
            "cuanto queda",
            "cuanto me queda",
            "cuanto me quedaria",
            "cual es el neto",
            "cuanto es el neto",
            "cual es el liquido",
            "cuanto es el liquido",
            "retienen",
            "descuentan",
            "descuento",
            "withheld",
            "retencion",
            "fica liquido",
            "queda liquido",
            "cuanto recibo",
            "cuanto me pagan",
            "deberia",
            "boleta de",
            "boleta por",
            "cobro",
            "me llega");
    private static final Pattern NET_AFTER =
            Pattern.compile("^ ?(?:pesos )?(?:liquid|limpi|net[oa]|libre|en la mano|en mano).*");
    private static final Pattern GROSS_AFTER = Pattern.compile("^ ?(?:pesos )?brut.*");
    private static final Pattern GROSS_BEFORE = Pattern.compile(".*\\bbrut[oa]s? (?:de |por )?$");
    private static final Pattern NET_BEFORE = Pattern.compile(".*\\b(?:liquid[oa]s?|limpi[oa]s?) (?:de |por )?$");

    private final Texts texts;

    RetentionAmounts(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        return question.amount().flatMap(amount -> computed(amount, question));
    }

    private Optional<Answer> computed(AmountMention amount, Question question) {
        int year = question.year().orElse(question.today().getYear());
        var retention = HonorariosRetention.of(year);
        var draft = new Draft(texts);
        if (retention.isEmpty()) {
            return draft.say("bhe.rate.unknown", "year", String.valueOf(year))
                    .noting(question)
                    .answer();
        }
        boolean gross = isGross(amount, question);
        boolean net = !gross && isNet(amount, question);
        if (!net || question.followUp()) {
            fromGross(draft, retention.get(), amount.pesos());
        }
        if (!gross || question.followUp()) {
            fromNet(draft, retention.get(), amount.pesos());
        }
        if (question.has(WhoWithholds.NOT_WITHHOLDING)) {
            draft.say("bhe.who.not");
        }
        return draft.say("bhe.rounding").answer();
    }

    private static boolean isGross(AmountMention amount, Question question) {
        if (GROSS_AFTER.matcher(amount.after()).matches()
                || GROSS_BEFORE.matcher(amount.before()).matches()) {
            return true;
        }
        return !isNextToNet(amount) && !question.has(WANTS_NET) && question.has(GIVES_GROSS);
    }

    private static boolean isNet(AmountMention amount, Question question) {
        return isNextToNet(amount) || question.has(WANTS_NET);
    }

    private static boolean isNextToNet(AmountMention amount) {
        return NET_AFTER.matcher(amount.after()).matches()
                || NET_BEFORE.matcher(amount.before()).matches();
    }

    private static void fromGross(Draft draft, HonorariosRetention retention, long gross) {
        draft.say(
                "bhe.fromgross",
                "gross",
                ChileanFormat.pesos(gross),
                "year",
                String.valueOf(retention.year()),
                "rate",
                ChileanFormat.percent(retention.basisPoints()),
                "withheld",
                ChileanFormat.pesos(retention.withheldOf(gross)),
                "net",
                ChileanFormat.pesos(retention.netOf(gross)));
        because(draft, retention);
    }

    private static void fromNet(Draft draft, HonorariosRetention retention, long net) {
        long gross = retention.grossFor(net);
        draft.say(
                "bhe.fromnet",
                "net",
                ChileanFormat.pesos(net),
                "year",
                String.valueOf(retention.year()),
                "rate",
                ChileanFormat.percent(retention.basisPoints()),
                "gross",
                ChileanFormat.pesos(gross),
                "withheld",
                ChileanFormat.pesos(gross - net));
        because(draft, retention);
    }

    static void because(Draft draft, HonorariosRetention retention) {
        draft.because(
                TaxSource.HONORARIOS,
                "retention of " + retention.year() + " is " + ChileanFormat.percent(retention.basisPoints()));
    }
}
