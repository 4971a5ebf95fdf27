package cl.fizko.chat.adapter.kapso;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The gaps of a template's text, like {@code {{nombre}}} or {@code {{1}}}. */
final class Gaps {

    private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_]+)\\s*}}");

    private Gaps() {}

    /** Their names, each once, in the order of the text. */
    static List<String> names(String text) {
        var names = new LinkedHashSet<String>();
        GAP.matcher(text).results().forEach(gap -> names.add(gap.group(1)));
        return List.copyOf(names);
    }

    /** The text with its gaps written without spaces inside, as Meta wants them. */
    static String tightened(String text) {
        return GAP.matcher(text).replaceAll("{{$1}}");
    }
}
