package cl.fizko.chat.domain.language;

import cl.fizko.chat.domain.tax.TaxForm;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tax forms that a message names by number: "f29", "f 29", "formulario22", "el 3323", "DJ 1887", "dj1947".
 *
 * @param forms the known ones, in order
 * @param swornStatements the numbers of declaraciones juradas, four digits each, in order
 */
public record FormMentions(List<TaxForm> forms, List<Integer> swornStatements) {

    /** No form at all. */
    public static final FormMentions NONE = new FormMentions(List.of(), List.of());

    private static final Pattern FORM = Pattern.compile(
            "\\b(?:f|form|formulario|formularios|fromulario|formlario)[ .-]*(?:n[o°]? ?)?(\\d{2,4})\\b|(?<![\\d.,/$-])(3323|2117|4415|3239)(?![\\d.,/-])");
    private static final Pattern SWORN = Pattern.compile(
            "\\b(?:dj|ddjj|dd ?jj|djs|declaracion jurada|declaraciones juradas|jurada|f)[ .-]*(?:n[o°]? ?)?((?:18|19)\\d\\d)\\b|(?<![\\d.,/$-])(18[3-9]\\d|19[0-4]\\d)(?![\\d.,/-])");

    public FormMentions {
        forms = List.copyOf(forms);
        swornStatements = List.copyOf(swornStatements);
    }

    /** The forms of a folded text. */
    public static FormMentions read(String folded) {
        var forms = new ArrayList<TaxForm>();
        numbers(FORM, folded).forEach(n -> TaxForm.ofNumber(n).ifPresent(forms::add));
        return new FormMentions(forms, mayBeSworn(folded) ? numbers(SWORN, folded) : List.of());
    }

    /** The folded text with the numbers of its forms blanked out. */
    public static String blankOut(String folded) {
        var withoutSworn = mayBeSworn(folded) ? SWORN.matcher(folded).replaceAll(" ") : folded;
        return FORM.matcher(withoutSworn).replaceAll(" ");
    }

    /** They all begin so: a look, before the text is searched. */
    private static boolean mayBeSworn(String folded) {
        return folded.contains("18") || folded.contains("19");
    }

    private static List<Integer> numbers(Pattern pattern, String folded) {
        var numbers = new ArrayList<Integer>();
        var match = pattern.matcher(folded);
        while (match.find()) {
            int group = match.start(1) >= 0 ? 1 : 2;
            numbers.add(Integer.parseInt(folded.substring(match.start(group), match.end(group))));
        }
        return numbers;
    }

    /** Whether a form is among them. */
    public boolean has(TaxForm form) {
        return forms.contains(form);
    }
}
