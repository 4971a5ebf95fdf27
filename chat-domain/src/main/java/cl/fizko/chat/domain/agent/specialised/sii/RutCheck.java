package cl.fizko.chat.domain.agent.specialised.sii;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.language.RutMention;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the RUTs in a message have the right check digit. */
final class RutCheck implements Topic {

    private static final Pattern BARE = Pattern.compile("\\brut (?:es )?(?:el )?([\\d.]{7,12})(?![\\d-])");

    private final Texts texts;

    RutCheck(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        var draft = new Draft(texts);
        var ruts = question.mentions().ruts();
        if (ruts.isEmpty()) {
            return bare(draft, question);
        }
        for (RutMention rut : ruts) {
            if (rut.isValid()) {
                draft.say("rut.valid", "rut", rut.dotted());
            } else {
                draft.say("rut.invalid", "rut", rut.dotted(), "digit", String.valueOf(Rut.checkDigitOf(rut.body())));
            }
        }
        return draft.because(TaxSource.RUT_CHECK_DIGIT, "modulo 11")
                .say("rut.rest")
                .answer();
    }

    private static Optional<Answer> bare(Draft draft, Question question) {
        var match = BARE.matcher(question.text().value());
        if (!match.find()) {
            return Optional.empty();
        }
        var digits =
                question.text().value().substring(match.start(1), match.end(1)).replace(".", "");
        if (digits.length() < 9) {
            return draft.say("rut.nodigit").answer();
        }
        int body = Integer.parseInt(digits.substring(0, 8));
        char digit = digits.charAt(8);
        var mention = new RutMention(body, digit);
        return mention.isValid()
                ? draft.say("rut.valid", "rut", mention.dotted()).answer()
                : draft.say("rut.nodigit").answer();
    }
}
