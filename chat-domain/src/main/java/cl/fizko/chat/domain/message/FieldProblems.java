package cl.fizko.chat.domain.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Gathers what is wrong with a content. Belongs to one check and its thread. */
final class FieldProblems {

    private final List<FieldProblem> found = new ArrayList<>();

    List<FieldProblem> found() {
        return List.copyOf(found);
    }

    void add(String field, String problem) {
        found.add(new FieldProblem(field, problem));
    }

    void unless(boolean right, String field, String problem) {
        if (!right) {
            add(field, problem);
        }
    }

    /** A text that must say something. */
    void text(String field, String value, int longest) {
        unless(
                !value.isBlank() && value.length() <= longest,
                field,
                "has 1 to " + longest + " characters, not all of them spaces");
        unless(PlainText.isWhole(value), field, "has no U+0000 and no half of a surrogate pair");
    }

    /** A text that may be left out, but not be empty. */
    void text(String field, Optional<String> value, int longest) {
        value.ifPresent(text -> text(field, text, longest));
    }

    /**
     * Reports each value that stood before.
     *
     * @param fields the path of each value
     */
    void distinct(List<String> fields, List<String> values) {
        var seen = new HashSet<String>();
        for (int i = 0; i < values.size(); i++) {
            unless(seen.add(values.get(i)), fields.get(i), "differs from the others");
        }
    }
}
