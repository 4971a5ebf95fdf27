package cl.fizko.chat.application.sending;

import cl.fizko.chat.domain.message.ContentLimits;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.template.KnownTemplate;
import cl.fizko.chat.domain.template.MessageTemplate.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One template with the values of one request. */
final class TemplateFilling {

    /** What is shown of a name that the caller made up. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]{1,60}");

    /** The text with its values has as many characters at most (Meta, error 132005). */
    private static final int LONGEST = 1024;

    private final KnownTemplate template;
    private final FilledTemplate filled;
    private final Optional<String> rendered;

    TemplateFilling(KnownTemplate template, FilledTemplate filled) {
        this.template = template;
        this.filled = filled;
        this.rendered =
                template.own().map(own -> own.preview(filled.variables())).map(Preview::renderedMessage);
    }

    TemplateMessage message() {
        return new TemplateMessage(
                template.name(), template.language(), filled.variables(), filled.header(), filled.buttons(), rendered);
    }

    /** Why it cannot be sent like this, if so. */
    Optional<Submitted> refusal() {
        var missing = missing();
        if (!missing.isEmpty()) {
            return Optional.of(new Submitted.MissingVariables(missing));
        }
        var problems = problems();
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Submitted.InvalidContent(problems));
    }

    private List<String> missing() {
        return template.variables().stream()
                .filter(name -> !filled.variables().containsKey(name))
                .toList();
    }

    private List<FieldProblem> problems() {
        var problems = new ArrayList<FieldProblem>();
        unknown(problems);
        if (problems.isEmpty()) {
            inTheirTerms(ContentLimits.problems(message()), problems);
        }
        if (problems.isEmpty()) {
            template.atProvider()
                    .filter(known -> !known.externalId().isEmpty())
                    .ifPresent(known -> inTheirTerms(known.shape().problems(message()), problems));
        }
        if (rendered.filter(text -> text.length() > LONGEST).isPresent()) {
            problems.add(new FieldProblem("variables", "must leave the whole text with 1024 characters at most"));
        }
        return problems;
    }

    private void unknown(List<FieldProblem> problems) {
        if (!template.hasKnownVariables()) {
            return;
        }
        var unknown = new TreeSet<>(filled.variables().keySet());
        template.variables().forEach(unknown::remove);
        for (var name : unknown) {
            problems.add(
                    VARIABLE.matcher(name).matches()
                            ? new FieldProblem("variables." + name, "is not a variable of the template")
                            : new FieldProblem("variables", "must be named like the template's variables"));
        }
    }

    /** A message calls values what a request calls variables. */
    private static void inTheirTerms(List<FieldProblem> found, List<FieldProblem> problems) {
        for (var problem : found) {
            var field = problem.field();
            problems.add(
                    field.equals("values") || field.startsWith("values.")
                            ? new FieldProblem("variables" + field.substring("values".length()), problem.problem())
                            : problem);
        }
    }
}
