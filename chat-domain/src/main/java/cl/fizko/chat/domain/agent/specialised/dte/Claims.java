package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.specialised.tax.F29Wording;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.DteClaim;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Accepting or claiming an invoice that was received. */
final class Claims implements Topic {

    private static final Keywords ASKED = Keywords.of(
            "reclam*",
            "rechaz*",
            "acuse",
            "acuse de recibo",
            "acuso",
            "aceptar la factura",
            "receptor",
            "queda aceptada",
            "jamas pedi",
            "no reconozco");
    private static final Keywords BY_CLIENT =
            Keywords.of("mi cliente", "me rechaz*", "me la rechaz*", "cliente rechaz*", "me reclam*");
    private static final Keywords SILENCE =
            Keywords.of("no hago nada", "si la dejo", "dejo pasar", "no respondo", "obligatorio", "da lo mismo");
    private static final Keywords RECEIVED =
            Keywords.of("me llego", "recibi", "llego una factura", "me hicieron", "me hizo", "me mandaron");

    private final Texts texts;
    private final F29Wording wording;

    Claims(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean silence = question.has(SILENCE);
        boolean dated =
                question.has(RECEIVED) && !question.mentions().dates().days().isEmpty();
        if (!question.has(ASKED) && !silence && !dated) {
            return Optional.empty();
        }
        if (question.has(BY_CLIENT) && !question.has(RECEIVED)) {
            return new Draft(texts)
                    .say("dte.claimed")
                    .because(TaxSource.CLAIM, "a claimed invoice gives no credit and cannot be assigned")
                    .noting(question)
                    .answer();
        }
        var draft = new Draft(texts);
        var received = question.day(Direction.PAST);
        if (received.isPresent()) {
            var claim = new DteClaim(received.get());
            boolean open = !claim.lastDay().isBefore(question.today());
            draft.say(
                    open ? "dte.claim.open" : "dte.claim.closed",
                    "received",
                    ChileanFormat.date(received.get()),
                    "due",
                    wording.withDistance(claim.lastDay(), question.today()));
        } else {
            draft.say("dte.claim.rule");
        }
        if (silence || received.isEmpty()) {
            draft.say("dte.claim.silence");
        }
        return draft.say("dte.claim.where")
                .because(TaxSource.CLAIM, "8 calendar days from reception, until 23:59; silence accepts")
                .noting(question)
                .answer();
    }
}
