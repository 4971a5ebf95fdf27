package cl.fizko.chat.domain.template;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text with named gaps that a company may send outside the 24-hour window, once the provider has approved it.
 *
 * @param name lower-case letters, digits and underscores, at most 512 characters (Meta, "Message templates")
 * @param language e.g. {@code es_CL}; the provider knows a template by name and language together
 * @param content with gaps like {@code {{nombre}}}, 1 to 1024 characters
 * @param active false: kept, but not offered and not sent
 */
public record MessageTemplate(
        MessageTemplateId id,
        CompanyId companyId,
        String name,
        String language,
        TemplateCategory category,
        String content,
        boolean active) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final int LONGEST = 1024;
    private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_]+)\\s*}}");

    public MessageTemplate {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a template's name is lower-case letters, digits and underscores, at most 512");
        }
        if (content.isBlank() || content.length() > LONGEST) {
            throw new IllegalArgumentException("a template's content has 1 to 1024 characters");
        }
    }

    /**
     * What keeps these from being a template that a provider would take; empty when nothing does. Stricter than what may be stored:
     * braces that are no gap would be sent as they stand, and Meta refuses gaps that are named here and numbered there (Meta,
     * "Message templates").
     */
    public static List<FieldProblem> problems(String name, String language, String content) {
        var problems = new ArrayList<FieldProblem>();
        if (!NAME.matcher(name).matches()) {
            problems.add(new FieldProblem("name", "must be 1 to 512 lower-case letters, digits and underscores"));
        }
        if (!LANGUAGE.matcher(language).matches()) {
            problems.add(new FieldProblem("language", "must be a language of Meta's, like es_CL or es"));
        }
        if (content.isBlank() || content.length() > LONGEST) {
            problems.add(new FieldProblem("content", "must have 1 to 1024 characters, not all of them spaces"));
        } else if (content.indexOf('\0') >= 0) {
            problems.add(new FieldProblem("content", "must not hold U+0000"));
        } else if (GAP.matcher(content).replaceAll("").contains("{{")) {
            problems.add(new FieldProblem(
                    "content", "must name its gaps by letters, digits and underscores, like {{nombre}}"));
        } else if (!isNamedOrNumbered(variablesOf(content))) {
            problems.add(new FieldProblem(
                    "content", "must have gaps that are all named, or all numbered from 1 without a gap"));
        }
        return List.copyOf(problems);
    }

    private static boolean isNamedOrNumbered(List<String> names) {
        var numbers = names.stream()
                .filter(name -> name.chars().allMatch(Character::isDigit))
                .count();
        return numbers == 0
                || IntStream.rangeClosed(1, names.size())
                        .mapToObj(Integer::toString)
                        .allMatch(names::contains);
    }

    /** The names of the gaps, each once, in the order of the text. */
    public List<String> variables() {
        return variablesOf(content);
    }

    /** The names of the gaps of a text, each once, in its order. */
    public static List<String> variablesOf(String content) {
        var names = new LinkedHashSet<String>();
        var gaps = GAP.matcher(content);
        while (gaps.find()) {
            names.add(gaps.group(1));
        }
        return List.copyOf(names);
    }

    /** The text with its gaps filled; a gap without a value stays visible and is listed. */
    public Preview preview(Map<String, String> values) {
        var missing = new ArrayList<>(variables());
        missing.removeAll(values.keySet());
        var rendered = GAP.matcher(content)
                .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), gap.group())));
        return new Preview(rendered, missing);
    }

    /**
     * A rendered template.
     *
     * @param missingVariables gaps that had no value; empty when it can be sent
     */
    public record Preview(String renderedMessage, List<String> missingVariables) {
        public Preview {
            missingVariables = List.copyOf(missingVariables);
        }
    }
}
