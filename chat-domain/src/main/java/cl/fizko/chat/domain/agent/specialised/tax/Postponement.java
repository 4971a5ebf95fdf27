package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Paying the IVA of a month up to two months later. */
final class Postponement implements Topic {

    private static final Keywords POSTPONE =
            Keywords.of("posterg*", "aplaz*", "pagar despues", "pagar mas adelante", "posponer");
    private static final Keywords PPM = Keywords.of("ppm", "retencion*", "honorarios", "pagos provisionales");

    private final Texts texts;
    private final F29Wording wording;

    Postponement(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(POSTPONE)) {
            return Optional.empty();
        }
        boolean onlyVat = question.has(PPM) && (question.followUp() || !question.has(Vocabulary.VAT));
        var draft = new Draft(texts);
        if (onlyVat) {
            return draft.say("postpone.onlyvat")
                    .because(TaxSource.POSTPONEMENT, "only IVA can be postponed")
                    .answer();
        }
        draft.say("postpone.rule").because(TaxSource.POSTPONEMENT, "IVA can be postponed up to two months");
        question.month(Direction.NEAREST)
                .flatMap(F29DueDates::of)
                .or(() -> F29Wording.next(question))
                .ifPresent(dates -> dates.postponed().ifPresent(later -> {
                    draft.say(
                            "postpone.due",
                            "period",
                            ChileanFormat.month(dates.period()),
                            "due",
                            wording.inline(later, question));
                    draft.say("postpone.declare", "due", wording.inline(dates, question));
                    draft.because(
                            TaxSource.POSTPONEMENT,
                            "IVA of " + dates.period() + " postponed is due " + later.twentieth() + " (20 rule) or "
                                    + later.twelfth() + " (12 rule)");
                }));
        return draft.say("postpone.conditions").noting(question).answer();
    }
}
