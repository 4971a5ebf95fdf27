package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.language.AmountMention;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.FoldedText;
import cl.fizko.chat.domain.language.FormMentions;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.language.Mentions;
import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.language.Words;
import cl.fizko.chat.domain.tax.TaxForm;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;

/** An inquiry on its own, or with the question before it that it leaves unsaid. Immutable, hence thread-safe. */
public final class Question {

    private static final Keywords PAST = Keywords.of(
            "fue",
            "era",
            "vencia",
            "vencio",
            "salio",
            "paso",
            "pague",
            "pagamos",
            "hice",
            "emiti",
            "vendi",
            "mande",
            "declare",
            "cobraron",
            "no declare",
            "presente",
            "llego",
            "pagaron",
            "desde",
            "registro de compras",
            "gastos de",
            "compras de");

    private final ReadText read;
    private final AgentContext context;
    private final LocalDate today;
    private final Optional<Mentions> merged;

    private Question(ReadText read, AgentContext context, Optional<Mentions> merged) {
        this.read = read;
        this.context = context;
        this.today = context.taxDate();
        this.merged = merged;
    }

    /** An inquiry on its own. */
    public static Question of(Inquiry inquiry) {
        return new Question(inquiry.read(), inquiry.context(), Optional.empty());
    }

    /** This question as the follow-up of an earlier one: what it leaves out comes from there. */
    public Question after(Question earlier) {
        var both = new FoldedText(earlier.text().value() + " " + text().value());
        var own = mentions();
        var before = earlier.mentions();
        return new Question(
                ReadText.of(both),
                context,
                Optional.of(new Mentions(
                        own.forms().equals(FormMentions.NONE) ? before.forms() : own.forms(),
                        own.amounts().isEmpty() ? before.amounts() : own.amounts(),
                        own.ruts().isEmpty() ? before.ruts() : own.ruts(),
                        own.dates().isEmpty() ? before.dates() : own.dates(),
                        own.time().or(before::time))));
    }

    /** What the customer wrote, folded; of a follow-up with the question before it in front. */
    public FoldedText text() {
        return read.folded();
    }

    /** Its words. */
    public Words words() {
        return read.words();
    }

    /** Its forms, amounts and dates; of a follow-up its own before those of the question before. */
    public Mentions mentions() {
        return merged.orElseGet(() -> read.mentions(today));
    }

    /** What is known besides. */
    public AgentContext context() {
        return context;
    }

    /** Whether the question before was taken in. */
    public boolean followUp() {
        return merged.isPresent();
    }

    /** Today for tax law. */
    public LocalDate today() {
        return today;
    }

    /** The company's settings. */
    public CompanyProfile company() {
        return context.company();
    }

    /** Where to look for dates that it leaves open: back when it speaks of what has been. */
    public Direction direction() {
        return has(PAST) ? Direction.PAST : Direction.NEAREST;
    }

    /** Whether it has any of the words. */
    public boolean has(Keywords keywords) {
        return keywords.in(words());
    }

    /** Whether it names a form by its number. */
    public boolean names(TaxForm form) {
        return mentions().forms().has(form);
    }

    /** The first amount in it. */
    public Optional<AmountMention> amount() {
        return mentions().amounts().stream().findFirst();
    }

    /** The first day in it. */
    public Optional<LocalDate> day(Direction direction) {
        return mentions().dates().days().stream().findFirst().map(d -> d.resolve(today(), direction));
    }

    /** The first month in it. */
    public Optional<YearMonth> month(Direction direction) {
        return mentions().dates().months().stream().findFirst().map(m -> m.resolve(today(), direction));
    }

    /** The year in it: on its own, or that of its month. */
    public OptionalInt year() {
        if (mentions().dates().year().isPresent()) {
            return mentions().dates().year();
        }
        return month(Direction.NEAREST).map(m -> OptionalInt.of(m.getYear())).orElse(OptionalInt.empty());
    }

    @Override
    public String toString() {
        return "Question[" + words().size() + " words, followUp=" + followUp() + "]";
    }
}
