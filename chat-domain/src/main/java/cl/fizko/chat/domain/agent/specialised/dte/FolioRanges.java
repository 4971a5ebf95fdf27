package cl.fizko.chat.domain.agent.specialised.dte;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.Folios;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;

/** Folios and CAF: what they are, when they expire, what to do without any. */
final class FolioRanges implements Topic {

    private static final Keywords ASKED = Keywords.of("folio*", "caf", "cafs", "timbrar", "timbraje");
    private static final Keywords WHAT = Keywords.of("que es", "que son", "porque me lo piden", "para que");
    private static final Keywords OUT_OF =
            Keywords.of("sin folio*", "se me acabaron", "se acabaron", "quede sin", "no me quedan");
    private static final Keywords HOW_MANY = Keywords.of("maximo", "cuantos", "cantidad", "no me deja");

    private final Texts texts;

    FolioRanges(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        if (!question.has(ASKED)) {
            return Optional.empty();
        }
        var draft = new Draft(texts);
        var authorised = question.day(Direction.PAST);
        if (authorised.isPresent()) {
            var folios = new Folios(authorised.get());
            draft.say(
                    folios.isExpiredOn(question.today()) ? "folios.expired" : "folios.valid",
                    "authorised",
                    ChileanFormat.date(folios.authorised()),
                    "expiry",
                    ChileanFormat.date(folios.expiry()));
        } else if (question.has(OUT_OF)) {
            draft.say("folios.none");
        } else if (question.has(HOW_MANY)) {
            draft.say("folios.many");
        } else if (question.has(WHAT)) {
            draft.say("folios.what");
        }
        return draft.say("folios.rule")
                .because(TaxSource.FOLIOS, "folios of 33, 43, 46, 56 and 61 expire after six months")
                .answer();
    }
}
