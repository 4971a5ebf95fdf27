package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The several places in which a Kapso element may carry the same thing, in the order in which they are trusted. */
final class Places {

    /** Longer text is no spelling of a number, and letters make it something else, e.g. a business-scoped user id. */
    private static final Pattern NUMBER = Pattern.compile("[+\\d][\\d ().\\-\\u00a0]{6,40}");

    private static final int MAX_USER_ID = 300;
    private static final int MAX_LINE_ID = 128;
    private static final int MAX_MESSAGE_ID = 512;

    static final int MAX_ACCOUNT_ID = 128;

    private Places() {}

    static LineId lineId(Field field) {
        return new LineId(bounded(field, field.text(), MAX_LINE_ID));
    }

    static LineId line(Field element) {
        return new LineId(
                bounded(element.at("phone_number_id"), lineIn(element).or(() -> configIn(element)), MAX_LINE_ID));
    }

    static boolean tellsLine(Field element) {
        return lineIn(element).isPresent();
    }

    private static Optional<String> lineIn(Field element) {
        return first(
                Field::text,
                element.at("phone_number_id"),
                element.at("whatsapp_config").at("phone_number_id"),
                element.at("conversation").at("phone_number_id"),
                element.at("conversation").at("whatsapp_config").at("phone_number_id"),
                element.at("message").at("kapso").at("phone_number_id"),
                element.at("message").at("phone_number_id"),
                element.at("message").at("whatsapp_config").at("phone_number_id"));
    }

    /** Kapso's own id of the line, which an installation of the legacy API may know it by. */
    private static Optional<String> configIn(Field element) {
        return first(
                Field::optionalText,
                element.at("whatsapp_config").at("id"),
                element.at("conversation").at("whatsapp_config_id"),
                element.at("message").at("whatsapp_config_id"));
    }

    static ExternalId messageId(Field field) {
        return new ExternalId(bounded(field, field.text(), MAX_MESSAGE_ID));
    }

    static ContactAddress sender(Field element) {
        var message = element.at("message");
        return customer(
                element,
                message.at("from"),
                first(
                        Places::userId,
                        message.at("from_user_id"),
                        message.at("kapso").at("from_user_id")));
    }

    /** The customer to whom the company wrote. */
    static ContactAddress recipient(Field element) {
        var message = element.at("message");
        return customer(
                element,
                message.at("to"),
                first(Places::userId, message.at("to_user_id"), message.at("recipient_user_id")));
    }

    /** @param own where the message itself has the number; absent in Kapso's own samples */
    private static ContactAddress customer(Field element, Field own, Optional<BusinessScopedUserId> ownUserId) {
        var message = element.at("message");
        var conversation = element.at("conversation");
        var phone = first(
                Places::phone,
                own,
                message.at("kapso").at("phone_number"),
                message.at("conversation_phone_number"),
                message.at("phone_number"),
                conversation.at("phone_number"));
        var userId = ownUserId.or(() -> first(
                Places::userId,
                message.at("business_scoped_user_id"),
                conversation.at("business_scoped_user_id"),
                conversation.at("kapso").at("business_scoped_user_id")));
        return address(own, phone, userId);
    }

    /** @param own where a missing person is reported */
    static ContactAddress address(Field own, Optional<PhoneNumber> phone, Optional<BusinessScopedUserId> userId) {
        if (phone.isEmpty() && userId.isEmpty()) {
            throw own.wrong("neither a phone number nor a business-scoped user id");
        }
        return new ContactAddress(phone, userId);
    }

    static Optional<String> name(Field element) {
        return first(
                Field::optionalText,
                element.at("conversation").at("kapso").at("contact_name"),
                element.at("conversation").at("contact_name"),
                element.at("message").at("kapso").at("contact_name"),
                element.at("message").at("contact_name"));
    }

    static Optional<String> conversation(Field element) {
        return first(
                Field::optionalId,
                element.at("conversation").at("id"),
                element.at("message").at("kapso").at("whatsapp_conversation_id"),
                element.at("message").at("whatsapp_conversation_id"));
    }

    /** The message that this one replies to; a forwarded message has a context without an id. */
    static Optional<ExternalId> quoted(Field message) {
        return first(
                        Field::optionalText,
                        message.at("context").at("id"),
                        message.at("context").at("message_id"),
                        message.at("message_type_data").at("context").at("id"))
                .filter(id -> id.length() <= MAX_MESSAGE_ID)
                .map(ExternalId::new);
    }

    static Optional<PhoneNumber> phone(Field field) {
        // Somebody may be known by another spelling of it, in another place, or by an id.
        return field.optionalId()
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(PhoneNumber::parse);
    }

    static Optional<BusinessScopedUserId> userId(Field field) {
        return field.optionalText().filter(text -> text.length() <= MAX_USER_ID).map(BusinessScopedUserId::new);
    }

    static String bounded(Field field, Optional<String> text, int max) {
        var value = text.filter(known -> !known.isBlank()).orElseThrow(() -> field.wrong("missing"));
        if (value.length() > max) {
            throw field.wrong("longer than " + max);
        }
        return value;
    }

    /** Some places and one more, which is looked at last. */
    static List<Field> then(List<Field> places, Field last) {
        return Stream.concat(places.stream(), Stream.of(last)).toList();
    }

    static <T> Optional<T> first(Function<Field, Optional<T>> read, Field... places) {
        return Arrays.stream(places).map(read).flatMap(Optional::stream).findFirst();
    }
}
