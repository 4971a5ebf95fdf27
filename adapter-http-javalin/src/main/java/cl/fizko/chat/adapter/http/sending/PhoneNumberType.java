package cl.fizko.chat.adapter.http.sending;

import cl.fizko.chat.adapter.http.FieldErrors;
import cl.fizko.chat.adapter.http.Json;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.FieldType;
import cl.fizko.chat.domain.contact.PhoneNumber;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as people in Chile type it: {@code 9 1234 5678}, {@code 09-12345678}, {@code 2 2345 6789}, with or without
 * {@code +56}; or of any other country, with {@code +} and its code.
 */
public final class PhoneNumberType implements FieldType<PhoneNumber> {

    private static final String CHILE = "CL";
    private static final int LONGEST = 40;

    /** How mobile numbers were dialled until 2018 (Subtel, "Portabilidad y discado único"). */
    private static final Pattern OLD_MOBILE = Pattern.compile("\\s*\\(?09\\)?[\\s.-]*(\\d[\\d\\s.-]{6,12}\\d)\\s*");

    private static final Pattern CHARACTERS = Pattern.compile("[\\d\\s()+./-]+");

    /** A field that holds one. */
    public static Field<PhoneNumber> field(String name) {
        return Field.of(name, new PhoneNumberType());
    }

    @Override
    public ObjectNode schema() {
        return Json.object()
                .put("type", "string")
                .put("maxLength", LONGEST)
                .put("example", "+56912345678")
                .put("description", "Chilean numbers may lack +56; others need + and the country's code.");
    }

    @Override
    public @Nullable PhoneNumber read(JsonNode value, String path, FieldErrors errors) {
        var number = value.isTextual() ? parse(value.textValue()) : null;
        if (number == null) {
            errors.add(path, "must be a phone number like +56912345678 or 9 1234 5678");
        }
        return number;
    }

    /** Chilean numbers must be assigned to somebody's use; of other countries the length is all that is sure. */
    private static @Nullable PhoneNumber parse(String text) {
        if (text.length() > LONGEST || !CHARACTERS.matcher(text).matches()) {
            return null;
        }
        var numbers = PhoneNumberUtil.getInstance();
        var old = OLD_MOBILE.matcher(text);
        try {
            var read = numbers.parse(old.matches() ? "9" + old.group(1) : text, CHILE);
            var right = read.getCountryCode() == 56 ? numbers.isValidNumber(read) : numbers.isPossibleNumber(read);
            return right ? new PhoneNumber(numbers.format(read, PhoneNumberFormat.E164)) : null;
        } catch (NumberParseException | IllegalArgumentException e) {
            return null;
        }
    }
}
