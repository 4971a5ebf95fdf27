package cl.fizko.chat.adapter.kapso;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of a template's body: either all named, or all numbered from 1. */
final class TemplateValues {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,9}");

    private TemplateValues() {}

    static boolean isPosition(String variable) {
        return POSITION.matcher(variable).matches();
    }

    static boolean arePositional(Map<String, String> values) {
        return values.keySet().stream().allMatch(TemplateValues::isPosition);
    }

    /** By number, else by name: named values may stand in any order, and the same message should always read the same. */
    static List<Map.Entry<String, String>> inOrder(Map<String, String> values) {
        Comparator<Map.Entry<String, String>> order = arePositional(values)
                ? Comparator.comparingInt(value -> Integer.parseInt(value.getKey()))
                : Map.Entry.comparingByKey();
        return values.entrySet().stream().sorted(order).toList();
    }
}
