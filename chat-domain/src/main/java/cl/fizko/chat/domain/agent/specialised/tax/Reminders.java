package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.F29DueDates;
import java.util.Optional;

/** Requests to be reminded: the dates at once, the reminder itself by a person. */
final class Reminders implements Topic {

    static final Keywords ASKED = Keywords.of(
            "avisa",
            "avisame",
            "avisen",
            "avisenme",
            "avisan",
            "avisado",
            "aviso",
            "aviseme",
            "recuerda",
            "recuerdame",
            "recuerden",
            "recuerdenme",
            "recordatorio*",
            "recordar",
            "recordarme",
            "acuerdame",
            "acordai",
            "acordar*",
            "anotame",
            "anota",
            "me lo tiran",
            "remind");

    private final Texts texts;
    private final F29Wording wording;

    Reminders(Texts texts) {
        this.texts = texts;
        this.wording = new F29Wording(texts);
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(ASKED)) {
            return Optional.empty();
        }
        var draft = new Draft(texts).say("reminder.note");
        question.month(Direction.FUTURE)
                .flatMap(F29DueDates::of)
                .or(() -> F29Wording.next(question))
                .ifPresent(dates -> wording.describe(draft, dates.period(), question));
        return draft.noting(question).answer();
    }
}
