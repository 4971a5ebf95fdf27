package cl.fizko.chat.domain.template;

import cl.fizko.chat.domain.company.CompanyId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_]+)\\s*}}");

    public MessageTemplate {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a template's name is lower-case letters, digits and underscores, at most 512");
        }
        if (content.isBlank() || content.length() > 1024) {
            throw new IllegalArgumentException("a template's content has 1 to 1024 characters");
        }
    }

    /** The names of the gaps, each once, in the order of the text. */
    public List<String> variables() {
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
