package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Kapso or Meta says went wrong, in whichever of their shapes: Meta's {@code error} object, Kapso's {@code error} text, a
 * flat {@code code}, or an element of a status's {@code errors}. Where only a text is passed on, it may begin with Meta's code:
 * {@code (#131047) ...}.
 *
 * @param code Meta's code, where there is one
 * @param words the provider's own words on one line, with numbers, addresses and quotations masked; may be empty
 * @param closedWindow whether it is Kapso's own answer for a message outside the 24 hours, which carries no code that tells
 */
record ProviderError(OptionalInt code, String words, boolean closedWindow) {

    static final ProviderError SILENT = new ProviderError(OptionalInt.empty(), "", false);

    private static final int MAX_WORDS = 200;
    private static final String WINDOW = "24-hour window";
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern CODE_IN_WORDS = Pattern.compile("\\s*\\(#(\\d{1,9})\\).*", Pattern.DOTALL);
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
        var texts = Stream.concat(texts(error), texts(body)).toList();
        var code = Stream.of(code(error.path("code")), code(body.path("code")))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .filter(found -> found.getAsInt() != httpStatus)
                .orElseGet(() -> codeIn(texts));
        var words = error.isTextual()
                ? error.textValue()
                : error.path("message").asText(body.path("message").asText(""));
        boolean closedWindow = isWindow(texts) || (httpStatus == 422 && body.hasNonNull("next_steps"));
        return new ProviderError(code, masked(words), closedWindow);
    }

    /** Reads one of the errors that a status lists; a plain text is one too. */
    static ProviderError ofStatus(JsonNode error) {
        var texts = texts(error).toList();
        var code = Optional.of(code(error.path("code")))
                .filter(OptionalInt::isPresent)
                .orElseGet(() -> codeIn(texts));
        var words = error.isTextual()
                ? error.textValue()
                : error.path("title").asText(error.path("message").asText(""));
        return new ProviderError(code, masked(words), isWindow(texts));
    }

    /** Wherever words may stand in an error; what is no text there is left out. */
    private static Stream<String> texts(JsonNode error) {
        return Stream.of(
                        error,
                        error.path("title"),
                        error.path("message"),
                        error.path("error_data").path("details"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static boolean isWindow(List<String> texts) {
        return texts.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(WINDOW));
    }

    private static OptionalInt codeIn(List<String> texts) {
        return texts.stream()
                .map(CODE_IN_WORDS::matcher)
                .filter(Matcher::matches)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
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
