package cl.fizko.chat.domain.agent.specialised.safety;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.privacy.KeyRedaction;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** A customer who sent a password, which was taken out, or offers one: it is refused, and changing it is advised. */
public final class KeyOffered implements Topic {

    private static final Keywords KEY = Keywords.of("clave*", "contrasena*", "claveunica", "password", "pass");
    private static final Keywords OFFERED = Keywords.of(
            "te mando",
            "les mando",
            "te paso",
            "les paso",
            "te envio",
            "les envio",
            "te doy",
            "les doy",
            "mi clave es",
            "la clave es",
            "mi contrasena es",
            "la contrasena es",
            "aqui va",
            "ahi va",
            "anota",
            "es esta",
            "mi clave del sii es",
            "te la mando",
            "te dejo",
            "les dejo",
            "entregarles",
            "entregarte",
            "darles mi",
            "darte mi");

    private final Texts texts;

    /** The topic with these texts. */
    public KeyOffered(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean sent = KeyRedaction.isMarked(question.text().value());
        boolean offered = question.has(KEY) && question.has(OFFERED);
        return sent || offered
                ? new Draft(texts)
                        .say(sent ? "key.removed" : "key.never")
                        .say("key.proxy")
                        .say("person")
                        .because(TaxSource.PROXY, "a taxpayer authorises an accountant without giving the password")
                        .answer()
                : Optional.empty();
    }
}
