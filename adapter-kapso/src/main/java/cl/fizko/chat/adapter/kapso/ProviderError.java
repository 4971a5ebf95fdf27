package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What Kapso or Meta says went wrong, in whichever of their shapes: Meta's {@code error} object, Kapso's {@code error} text, a
 * flat {@code code}, or an element of a status's {@code errors}.
 *
 * @param code Meta's code, where there is one
 * @param words the provider's own words on one line, with numbers, addresses and quotations masked; may be empty
 * @param closedWindow whether it is Kapso's own answer for a message outside the 24 hours, which carries no code
 */
record ProviderError(OptionalInt code, String words, boolean closedWindow) {

    static final ProviderError SILENT = new ProviderError(OptionalInt.empty(), "", false);

    private static final int MAX_WORDS = 200;
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Z}\\s]+");
    private static final Pattern PERSONAL = Pattern.compile(
            "\\+?\\d[\\d ().-]{5,}\\d" // a phone number in any spelling
                    + "|[^\\s@]+@[^\\s@]+" // an e-mail address
                    + "|\"[^\"]*\"|“[^”]*”|«[^»]*»" // a quotation of what was sent
                    + "|https?://\\S+");

    /**
     * Reads the body of an answer.
     *
     * @param httpStatus a {@code code} equal to it is no code of Meta's but the status again
     */
    static ProviderError ofAnswer(JsonNode body, int httpStatus) {
        var error = body.path("error");
        var code = Optional.of(code(error.path("code")))
                .filter(OptionalInt::isPresent)
                .orElseGet(() -> code(body.path("code")));
        if (code.isPresent() && code.getAsInt() == httpStatus) {
            code = OptionalInt.empty();
        }
        var words = error.isTextual()
                ? error.textValue()
                : error.path("message").asText(body.path("message").asText(""));
        boolean closedWindow = isWindow(words) || (httpStatus == 422 && body.hasNonNull("next_steps"));
        return new ProviderError(code, masked(words), closedWindow);
    }

    /** Reads one of the errors that a status lists; a plain text is one too. */
    static ProviderError ofStatus(JsonNode error) {
        var words = error.isTextual()
                ? error.textValue()
                : error.path("title").asText(error.path("message").asText(""));
        return new ProviderError(code(error.path("code")), masked(words), isWindow(words));
    }

    private static boolean isWindow(String words) {
        return words.toLowerCase(Locale.ROOT).contains("24-hour window");
    }

    private static OptionalInt code(JsonNode node) {
        var text = node.isIntegralNumber() || node.isTextual() ? node.asText().strip() : "";
        return DIGITS.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static String masked(String words) {
        var bounded = Storable.cut(words, 4 * MAX_WORDS);
        var line = PERSONAL.matcher(CONTROL.matcher(bounded).replaceAll(" ").strip())
                .replaceAll("***");
        return Storable.cut(line, MAX_WORDS);
    }
}
