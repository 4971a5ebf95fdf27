package cl.fizko.chat.domain.agent.topic;

import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.language.AmountMention;
import cl.fizko.chat.domain.language.DateMentions;
import cl.fizko.chat.domain.language.Direction;
import cl.fizko.chat.domain.language.FoldedText;
import cl.fizko.chat.domain.language.FormMentions;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.language.Mentions;
import cl.fizko.chat.domain.language.Words;
import cl.fizko.chat.domain.tax.TaxForm;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An inquiry that has been read.
 *
 * @param text what the customer wrote, folded; of a follow-up with the question before it in front
 * @param words its words
 * @param mentions its forms, amounts and dates; of a follow-up its own before those of the question before
 * @param context what is known besides
 * @param followUp whether the question before was taken in
 */
public record Question(FoldedText text, Words words, Mentions mentions, AgentContext context, boolean followUp) {

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

    /** Reads an inquiry on its own. */
    public static Question of(Inquiry inquiry) {
        var text = FoldedText.of(inquiry.text());
        var mentions = Mentions.of(text, inquiry.context().taxDate());
        return new Question(text, Words.of(text), mentions, inquiry.context(), false);
    }

    /** This question as the follow-up of an earlier one: what it leaves out comes from there. */
    public Question after(Question earlier) {
        var both = new FoldedText(earlier.text.value() + " " + text.value());
        var dates = mentions.dates().isEmpty() ? earlier.mentions.dates() : mentions.dates();
        boolean ownForms = !mentions.forms().equals(new FormMentions(List.of(), List.of()));
        var merged = new Mentions(
                ownForms ? mentions.forms() : earlier.mentions.forms(),
                mentions.amounts().isEmpty() ? earlier.mentions.amounts() : mentions.amounts(),
                mentions.ruts().isEmpty() ? earlier.mentions.ruts() : mentions.ruts(),
                new DateMentions(dates.days(), dates.months(), dates.year()),
                mentions.time().or(earlier.mentions::time));
        return new Question(both, Words.of(both), merged, context, true);
    }

    /** Today for tax law. */
    public LocalDate today() {
        return context.taxDate();
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
        return keywords.in(words);
    }

    /** Whether it names a form by its number. */
    public boolean names(TaxForm form) {
        return mentions.forms().has(form);
    }

    /** The first amount in it. */
    public Optional<AmountMention> amount() {
        return mentions.amounts().stream().findFirst();
    }

    /** The first day in it. */
    public Optional<LocalDate> day(Direction direction) {
        return mentions.dates().days().stream().findFirst().map(d -> d.resolve(today(), direction));
    }

    /** The first month in it. */
    public Optional<YearMonth> month(Direction direction) {
        return mentions.dates().months().stream().findFirst().map(m -> m.resolve(today(), direction));
    }

    /** The year in it: on its own, or that of its month. */
    public OptionalInt year() {
        if (mentions.dates().year().isPresent()) {
            return mentions.dates().year();
        }
        return month(Direction.NEAREST).map(m -> OptionalInt.of(m.getYear())).orElse(OptionalInt.empty());
    }

    @Override
    public String toString() {
        return "Question[" + words.size() + " words, followUp=" + followUp + "]";
    }
}
