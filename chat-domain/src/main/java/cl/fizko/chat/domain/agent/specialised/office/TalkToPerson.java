package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import java.util.Optional;

/** The wish for a person, and complaints: a person is what they get, at the next opening when that is known. */
final class TalkToPerson implements Topic {

    private static final Keywords PERSON = Keywords.of(
            "persona",
            "humano",
            "ejecutivo",
            "ejecutiva",
            "alguien",
            "contador",
            "contadora",
            "encargado",
            "robot",
            "bot",
            "atendente",
            "carne y hueso",
            "llamar",
            "llamada",
            "llamado",
            "llamen",
            "llame",
            "telefono",
            "comunicas",
            "operador*",
            "asesor*");
    private static final Keywords COMPLAINT = Keywords.of(
            "reclamo",
            "pesimo",
            "nadie contesta",
            "no responden",
            "rabia",
            "falta de respeto",
            "esperando respuesta",
            "cobraron",
            "se equivocaron",
            "gravisimo",
            "arreglenlo",
            "nunca contestan",
            "molest*",
            "indignad*",
            "ya no contesta");

    private final Texts texts;

    TalkToPerson(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean complaint = question.has(COMPLAINT);
        if (!complaint && !question.has(PERSON)) {
            return Optional.empty();
        }
        var draft = new Draft(texts).say(complaint ? "support.complaint" : "support.person");
        question.company().businessHours().ifPresent(hours -> {
            var office = new Office(hours);
            var now = office.local(question.context().now());
            if (office.isOpenAt(now)) {
                draft.say("support.now", "end", ChileanFormat.clock(hours.end()));
            } else {
                office.nextOpening(now)
                        .ifPresent(next -> draft.say(
                                "support.next",
                                "date",
                                ChileanFormat.date(next.toLocalDate()),
                                "start",
                                ChileanFormat.clock(next.toLocalTime())));
            }
        });
        return draft.noting(question).answer();
    }
}
