package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.TemplateCatalog.Proposal;
import cl.fizko.chat.domain.template.SubmissionRules;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A text to be judged, as Meta wants it (Meta, "Message templates": its limits, and an example for each gap). */
final class TemplateProposal {

    private static final int FOOTER = 60;
    private static final int BUTTONS = 10;
    private static final int BUTTON = 25;

    private TemplateProposal() {}

    /** What Meta would refuse at once; empty when nothing is known. Of the text it is {@link SubmissionRules} that know. */
    static List<FieldProblem> problems(Proposal proposal) {
        var problems = new ArrayList<>(
                SubmissionRules.problems(proposal.name(), proposal.language(), proposal.body(), proposal.examples()));
        proposal.footer().ifPresent(footer -> length("footer", footer, FOOTER, problems));
        if (proposal.quickReplies().size() > BUTTONS) {
            problems.add(new FieldProblem("quickReplies", "are " + BUTTONS + " at most"));
        }
        for (int i = 0; i < proposal.quickReplies().size(); i++) {
            length("quickReplies[" + i + "]", proposal.quickReplies().get(i), BUTTON, problems);
        }
        return problems;
    }

    private static void length(String field, String text, int longest, List<FieldProblem> problems) {
        if (text.isBlank() || text.length() > longest) {
            problems.add(new FieldProblem(field, "has 1 to " + longest + " characters, not all of them spaces"));
        }
    }

    /** @param proposal without problems */
    static ObjectNode json(Proposal proposal) {
        var gaps = Gaps.names(proposal.body());
        boolean named = !gaps.stream().allMatch(TemplateValues::isPosition);
        var json = Json.object()
                .put("name", proposal.name())
                .put("language", proposal.language())
                .put("category", proposal.category().name())
                .put("parameter_format", named || gaps.isEmpty() ? "NAMED" : "POSITIONAL");
        var components = json.putArray("components");
        body(proposal, gaps, named, components);
        proposal.footer().ifPresent(text -> component(components, "FOOTER").put("text", text));
        if (!proposal.quickReplies().isEmpty()) {
            var buttons = component(components, "BUTTONS").putArray("buttons");
            for (var title : proposal.quickReplies()) {
                buttons.addObject().put("type", "QUICK_REPLY").put("text", title);
            }
        }
        return json;
    }

    private static void body(Proposal proposal, List<String> gaps, boolean named, ArrayNode components) {
        var body = component(components, "BODY").put("text", Gaps.tightened(proposal.body()));
        if (gaps.isEmpty()) {
            return;
        }
        if (named) {
            var examples = body.putObject("example").putArray("body_text_named_params");
            for (var gap : gaps) {
                examples.addObject().put("param_name", gap).put("example", example(proposal, gap));
            }
        } else {
            // Here the number says which, whatever the order in the text.
            var examples = body.putObject("example").putArray("body_text").addArray();
            gaps.stream()
                    .sorted(Comparator.comparingInt(Integer::parseInt))
                    .forEach(gap -> examples.add(example(proposal, gap)));
        }
    }

    private static String example(Proposal proposal, String gap) {
        return proposal.examples().getOrDefault(gap, "");
    }

    private static ObjectNode component(ArrayNode components, String type) {
        return components.addObject().put("type", type);
    }
}
