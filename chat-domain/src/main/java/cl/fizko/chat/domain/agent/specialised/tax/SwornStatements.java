package cl.fizko.chat.domain.agent.specialised.tax;

import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.tax.SwornStatement;
import cl.fizko.chat.domain.tax.TaxSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;

/** Declaraciones juradas: what is known of their dates, and what is not yet. */
final class SwornStatements implements Topic {

    private static final Keywords ASKED =
            Keywords.of("dj", "djs", "ddjj", "declaracion jurada", "declaraciones juradas", "juradas");
    private static final Keywords OF_HONORARIOS = Keywords.of("honorario*", "boletean", "boleta*", "retenciones");
    private static final int FEES = 1879;
    private static final int LAST_KNOWN = 2026;
    private static final List<Integer> LISTED = List.of(1835, 1879, 1887, 1947, 1948);

    private final Texts texts;

    SwornStatements(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Answer> answer(Question question) {
        var named = question.mentions().forms().swornStatements();
        if (named.isEmpty() && !question.has(ASKED)) {
            return Optional.empty();
        }
        int next = question.today().isAfter(LocalDate.of(question.today().getYear(), Month.MARCH, 31))
                ? question.today().getYear() + 1
                : question.today().getYear();
        int form = named.isEmpty() ? FEES : named.get(0);
        var draft = new Draft(texts);
        if (named.isEmpty() && question.has(OF_HONORARIOS)) {
            draft.say("dj.fees");
        }
        if (named.isEmpty() && !question.has(OF_HONORARIOS)) {
            list(draft);
        } else {
            SwornStatement.dueDate(form, LAST_KNOWN)
                    .ifPresentOrElse(
                            due -> draft.say(
                                    "dj.known",
                                    "form",
                                    String.valueOf(form),
                                    "year",
                                    String.valueOf(LAST_KNOWN),
                                    "due",
                                    ChileanFormat.date(due)),
                            () -> draft.say("dj.unknown", "form", String.valueOf(form)));
        }
        if (next > LAST_KNOWN) {
            draft.say("dj.next", "year", String.valueOf(next));
        }
        return draft.because(
                        TaxSource.SWORN_STATEMENTS, "DJ 1835 was due 2026-03-24; 1879, 1887, 1947, 1948 2026-03-27")
                .noting(question)
                .answer();
    }

    private static void list(Draft draft) {
        draft.say("dj.list", "year", String.valueOf(LAST_KNOWN));
        for (int form : LISTED) {
            SwornStatement.dueDate(form, LAST_KNOWN)
                    .ifPresent(due ->
                            draft.say("dj.listed", "form", String.valueOf(form), "due", ChileanFormat.date(due)));
        }
    }
}
