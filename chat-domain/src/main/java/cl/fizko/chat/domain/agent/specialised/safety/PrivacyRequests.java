package cl.fizko.chat.domain.agent.specialised.safety;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Requests that the law protects: to be left alone, and to have one's data deleted, corrected or handed over. */
public final class PrivacyRequests implements Topic {

    private static final Keywords ERASE = Keywords.of(
            "borren mis datos",
            "borrar mis datos",
            "eliminen mis datos",
            "eliminar mis datos",
            "borra mis datos",
            "mis datos personales",
            "borro mi cuenta",
            "borrar mi cuenta",
            "eliminar mi cuenta",
            "elimino mi cuenta",
            "portabilidad de mis datos",
            "copia de mis datos");

    private final Texts texts;

    /** The topic with these texts. */
    public PrivacyRequests(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        boolean optOut = ConsentWish.in(ReadText.of(question.text()))
                .filter(wish -> wish == ConsentWish.OUT)
                .isPresent();
        boolean erase = question.has(ERASE);
        if (!optOut && !erase) {
            return Optional.empty();
        }
        var draft = new Draft(texts);
        if (optOut) {
            draft.say("privacy.optout").act(Act.OPT_OUT);
        }
        if (erase) {
            draft.say("privacy.erase").act(Act.HAND_OVER);
        }
        return draft.because(TaxSource.DATA_PROTECTION, "erasure and opposition; tax documents are kept 6 years")
                .answer();
    }
}
