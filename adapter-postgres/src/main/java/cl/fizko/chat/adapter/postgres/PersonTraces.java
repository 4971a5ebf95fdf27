package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Tells whether a text or raw bytes speak of a person: by their number however it is written, by their user id, by either of them in Base64,
 * which is how WhatsApp's ids of messages spell the number, or by an id of a message or conversation of theirs.
 */
final class PersonTraces {

    /** What may stand between the digits of a number. */
    private static final String BETWEEN = "[ ().\\-]{0,2}";

    private static final String CHILE = "56";
    private static final int CHILEAN_DIGITS = 11;

    /** All that ids consist of, so that a text is cut where an id may begin or end. */
    private static final Pattern IDS = Pattern.compile("[A-Za-z0-9_.=+/:-]{3,}");

    private static final String IDS_OF_MESSAGES = """
            select external_id from whatsapp_messages where conversation_id = any(:threads) and external_id is not null
            union all
            select provider_message_id from whatsapp_messages
             where conversation_id = any(:threads) and provider_message_id is not null""";

    private final List<Pattern> patterns = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<String> ids;

    /** @param ids the provider's ids of the person's messages and conversations */
    PersonTraces(ContactAddress person, Set<String> ids) {
        this.ids = ids;
        person.phone().ifPresent(this::add);
        person.userId().map(BusinessScopedUserId::value).ifPresent(id -> {
            texts.add(id);
            patterns.addAll(base64(id));
        });
    }

    /** By what is recorded of them, and by the ids of the messages that they have. */
    static PersonTraces of(Handle handle, ErasureRecord record) {
        var ids = new HashSet<>(record.ids());
        handle.createQuery(IDS_OF_MESSAGES)
                .bindArray("threads", UUID.class, record.conversations())
                .mapTo(String.class)
                .forEach(ids::add);
        return new PersonTraces(record.person(), ids);
    }

    /** A Chilean number is also written without its country, which other countries' patterns would make ambiguous. */
    private void add(PhoneNumber phone) {
        var digits = phone.digits();
        var written = digits.startsWith(CHILE) && digits.length() == CHILEAN_DIGITS ? digits.substring(2) : digits;
        patterns.add(Pattern.compile(String.join(BETWEEN, written.split("")) + "(?![0-9])"));
        patterns.addAll(base64(digits));
    }

    boolean isIn(byte[] bytes) {
        return isIn(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    boolean isIn(String text) {
        for (var known : texts) {
            if (text.contains(known)) {
                return true;
            }
        }
        for (var pattern : patterns) {
            if (pattern.matcher(text).find()) {
                return true;
            }
        }
        return !ids.isEmpty() && ids(text).anyMatch(ids::contains);
    }

    /** Whatever may be an id. */
    static Set<String> idsIn(byte[] bytes) {
        return ids(new String(bytes, StandardCharsets.ISO_8859_1)).collect(Collectors.toSet());
    }

    private static Stream<String> ids(String text) {
        return IDS.matcher(text.replace("\\/", "/")).results().map(MatchResult::group);
    }

    /**
     * The text in Base64, wherever in a longer one it stands: each of the three ways to begin a group. What the bytes before decide too is left
     * out; what those behind decide may be anything that they can make of it, so that a number which differs in its last digit is another.
     */
    static List<Pattern> base64(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var spelt = new ArrayList<Pattern>();
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (var before = 0; before < 3; before++) {
                spelt.add(base64(encoder, bytes, before));
            }
        }
        return spelt;
    }

    private static Pattern base64(Base64.Encoder encoder, byte[] bytes, int before) {
        var padded = new byte[before + bytes.length + 1];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        var from = before == 0 ? 0 : before + 1;
        var whole = (before + bytes.length) * 8 / 6;
        var ends = new TreeSet<Character>();
        for (var next = 0; next < 256; next++) {
            padded[padded.length - 1] = (byte) next;
            ends.add(encoder.encodeToString(padded).charAt(whole));
        }
        var start = Pattern.quote(encoder.encodeToString(padded).substring(from, whole));
        var isWhole = (before + bytes.length) % 3 == 0;
        return Pattern.compile(
                isWhole
                        ? start
                        : start
                                + ends.stream()
                                        .map(end -> Pattern.quote(end.toString()))
                                        .collect(Collectors.joining("|", "(?:", ")")));
    }
}
