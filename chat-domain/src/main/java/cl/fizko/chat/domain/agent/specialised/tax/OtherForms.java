package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.tax.F29DueDates;
import cl.fizko.chat.domain.tax.TaxForm;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** F3323, F50, F21 and F2117: forms that clients ask about and that most of them never file. */
final class OtherForms implements Topic {

    private final Texts texts;
    private final F29Wording wording;

    OtherForms(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (question.names(TaxForm.F3323)) {
            return new Draft(texts)
                    .say("f3323")
                    .say("person")
                    .because(TaxSource.F3323, "F3323 was a half-yearly sworn summary of IVA; no repeal found")
                    .answer();
        }
        if (question.names(TaxForm.F50)) {
            return f50(question);
        }
        if (question.names(TaxForm.F21)) {
            return new Draft(texts)
                    .say("f21")
                    .because(TaxSource.F21, "F21 is a payment slip, not a declaration")
                    .answer();
        }
        if (question.names(TaxForm.F2117)) {
            return new Draft(texts).say("f2117").say("person").answer();
        }
        return Optional.empty();
    }

    private Optional<Answer> f50(Question question) {
        var draft = new Draft(texts).say("f50");
        question.month(Direction.NEAREST)
                .or(() ->
                        F29DueDates.nextOn(question.today(), F29DueDay.TWELFTH).map(F29DueDates::period))
                .flatMap(F29DueDates::of)
                .ifPresent(dates -> draft.say(
                        "f50.due",
                        "period",
                        ChileanFormat.month(dates.period()),
                        "due",
                        wording.withDistance(dates.twelfth(), question.today())));
        return draft.because(TaxSource.F50, "F50 is monthly; Impuesto Adicional is due on the 12th of the next month")
                .answer();
    }
}
