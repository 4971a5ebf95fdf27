package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Fact;
import cl.fizko.chat.domain.language.AmountMention;
import cl.fizko.chat.domain.language.ChileanFormat;
import cl.fizko.chat.domain.language.MonthMention;
import cl.fizko.chat.domain.tax.TaxForm;
import cl.fizko.chat.domain.tax.TaxSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An answer in the making: lines for the customer, and the facts they rest on. For one thread. */
public final class Draft {

    private final Texts texts;
    private final List<String> lines = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Set<Act> acts = EnumSet.noneOf(Act.class);

    /** An empty draft. */
    public Draft(Texts texts) {
        this.texts = texts;
    }

    /** Adds a sentence on its own line; see {@link Texts#say}. */
    public Draft say(String key, String... namesAndValues) {
        lines.add(texts.say(key, namesAndValues));
        return this;
    }

    /** Names the source of what the lines state. */
    public Draft because(TaxSource source, String statement) {
        facts.add(new Fact(statement, source.citation(), source.asOf()));
        return this;
    }

    /** Repeats the amounts, months and forms of a question that a person will have to see to, so that none is lost. */
    public Draft noting(Question question) {
        var items = new LinkedHashSet<String>();
        question.mentions().forms().forms().stream().map(TaxForm::name).forEach(items::add);
        question.mentions().forms().swornStatements().forEach(n -> items.add("DJ " + n));
        for (MonthMention month : question.mentions().dates().months()) {
            items.add(ChileanFormat.month(month.resolve(question.today(), question.direction())));
        }
        question.mentions().dates().year().ifPresent(year -> items.add(String.valueOf(year)));
        for (AmountMention amount : question.mentions().amounts()) {
            items.add(ChileanFormat.pesos(amount.pesos()));
        }
        var written = String.join("\n", lines);
        items.removeIf(written::contains);
        if (!items.isEmpty()) {
            say("noted", "items", String.join(" · ", items));
        }
        return this;
    }

    /** Has something done besides. */
    public Draft act(Act act) {
        acts.add(act);
        return this;
    }

    /** The answer. */
    public Answer done() {
        return new Answer(String.join("\n", lines), facts, acts);
    }

    /** The answer, as topics return it. */
    public Optional<Answer> answer() {
        return Optional.of(done());
    }
}
