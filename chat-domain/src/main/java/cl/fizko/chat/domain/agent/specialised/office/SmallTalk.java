package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.Keywords;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Greetings, thanks and goodbyes, returned in kind. */
public final class SmallTalk implements Topic {

    private static final Keywords FESTIVE = Keywords.of("feliz", "felices", "fiestas patrias");
    private static final Keywords WITHDRAWS = Keywords.of("no necesito nada", "pasaba a saludar");
    private static final Pattern FIRST_NAME = Pattern.compile("\\p{L}{2,20}");

    private final Texts texts;

    /** Small talk in these words. */
    public SmallTalk(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        var courtesy = Courtesy.of(question);
        if (courtesy.isClosing()) {
            return new Draft(texts)
                    .say(courtesy == Courtesy.THANKS ? "greeting.thanks" : "greeting.bye")
                    .answer();
        }
        var name = question.context()
                .contactName()
                .flatMap(full -> FIRST_NAME.matcher(full).results().findFirst())
                .map(MatchResult::group);
        var draft = new Draft(texts);
        name.ifPresentOrElse(n -> draft.say("greeting.hello.named", "name", n), () -> draft.say("greeting.hello"));
        if (question.has(FESTIVE)) {
            draft.say("greeting.festive");
        }
        if (question.has(WITHDRAWS)) {
            return draft.say("greeting.nothing").answer();
        }
        question.company()
                .name()
                .ifPresentOrElse(
                        company -> draft.say("greeting.who.company", "company", company),
                        () -> draft.say("greeting.who"));
        return draft.say("greeting.menu").answer();
    }
}
