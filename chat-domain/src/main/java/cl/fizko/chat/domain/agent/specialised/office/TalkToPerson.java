package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import java.util.Optional;

/** The wish for a person, and complaints: the conversation is handed over, and they learn when somebody is there. */
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
            "hablar con",
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
            "estoy molest*",
            "muy molest*",
            "que molest*",
            "indignante",
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
        return PersonAvailability.say(
                        draft, question.company(), question.context().now())
                .noting(question)
                .act(Act.HAND_OVER)
                .answer();
    }
}
