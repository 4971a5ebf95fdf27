package cl.fizko.chat.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a raw delivery is handed out to a person: of a batch what {@link PrunedPayload} takes out of it, in what is around it; of any other
 * delivery all. What somebody else wrote about the person is somebody else's. Where no address tells whose it is, or addresses
 * tell more than one, or it is not JSON, it is handed out and marked, so that the company looks first.
 */
final class PersonalPayload {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields of Meta's and Kapso's that name the customer, or the business, whom a message is from or to. */
    private static final Set<String> ADDRESSES = Set.of(
            "from",
            "to",
            "recipient",
            "recipient_id",
            "wa_id",
            "phone_number",
            "conversation_phone_number",
            "user_id",
            "from_user_id",
            "to_user_id",
            "recipient_user_id",
            "business_scoped_user_id");

    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");

    private final PersonTraces person;
    private final Set<String> businessNumbers;
    private boolean isDoubtful;

    private PersonalPayload(PersonTraces person, Set<String> businessNumbers) {
        this.person = person;
        this.businessNumbers = businessNumbers;
    }

    /**
     * What is handed out.
     *
     * @param isDoubtful whether nothing tells that it is about nobody else
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(byte[] body, boolean isDoubtful) {}

    /**
     * The person's part of a body that speaks of them; empty when it is only what others wrote about them.
     *
     * @param businessNumbers of companies, in digits: theirs is no customer's address
     */
    static Optional<Part> of(PersonTraces person, Set<String> businessNumbers, byte[] body) {
        try {
            var root = JSON.readTree(body);
            if (!root.isContainerNode()) {
                return Optional.of(new Part(body, true));
            }
            var payload = new PersonalPayload(person, businessNumbers);
            var whole = root.deepCopy();
            if (!payload.keep(root)) {
                return Optional.empty();
            }
            return Optional.of(new Part(root.equals(whole) ? body : JSON.writeValueAsBytes(root), payload.isDoubtful));
        } catch (JsonProcessingException e) {
            return Optional.of(new Part(body, true));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    /** Takes others out of lists; whether anything of the person is left. */
    private boolean keep(JsonNode node) {
        if (node instanceof ArrayNode list) {
            return keep(list, false);
        }
        if (!person.isIn(node.toString())) {
            return false;
        }
        if (PrunedPayload.isAboutThemAlone(person, node)) {
            return isTheirs(node);
        }
        if (isAnothers(node)) {
            return false;
        }
        var isKept = false;
        var others = new ArrayList<String>();
        for (var field : node.properties()) {
            var speaksOfSomebody = speaksOfSomebody(field.getValue()); // before its lists are emptied
            if (field.getValue() instanceof ArrayNode list) {
                isKept |= keep(list, PrunedPayload.WRAPPERS.contains(field.getKey()));
            } else if (keep(field.getValue())) {
                isKept = true;
            } else if (speaksOfSomebody) {
                others.add(field.getKey());
            }
        }
        if (node instanceof ObjectNode object) {
            object.remove(others);
        }
        return isKept;
    }

    /** What is around a person's part goes with it, such as the business's number; what is somebody else's does not. */
    private boolean speaksOfSomebody(JsonNode node) {
        if (node.isContainerNode() && person.isIn(node.toString())) {
            return true;
        }
        var addresses = new HashSet<String>();
        node.properties().forEach(field -> collect(field.getKey(), field.getValue(), addresses));
        return !addresses.isEmpty() || node.valueStream().anyMatch(this::speaksOfSomebody);
    }

    private boolean keep(ArrayNode list, boolean wraps) {
        var kept = JsonNodeFactory.instance.arrayNode();
        list.forEach(element -> {
            if (wraps ? keep(element) : person.isIn(element.toString()) && isTheirs(element)) {
                kept.add(element);
            }
        });
        list.removeAll();
        list.addAll(kept);
        return !kept.isEmpty();
    }

    /** A list in what somebody else wrote, such as cards of people, makes no batch of it. */
    private boolean isAnothers(JsonNode node) {
        var addresses = new HashSet<String>();
        node.properties().forEach(field -> collect(field.getKey(), field.getValue(), addresses));
        return !addresses.isEmpty() && addresses.stream().noneMatch(person::isIn);
    }

    /**
     * The outermost address decides: further in are quotations, and cards of people that somebody sent. Several as far out, of which some are
     * others', leave it in doubt.
     */
    private boolean isTheirs(JsonNode node) {
        var addresses = new HashSet<String>();
        var level = JsonNodeFactory.instance.arrayNode().add(node);
        while (!level.isEmpty() && addresses.isEmpty()) {
            var below = JsonNodeFactory.instance.arrayNode();
            level.forEach(outer -> outer.properties().forEach(field -> {
                collect(field.getKey(), field.getValue(), addresses);
                if (field.getValue() instanceof ArrayNode list) {
                    below.addAll(list);
                } else if (field.getValue().isObject()) {
                    below.add(field.getValue());
                }
            }));
            level = below;
        }
        var theirs = addresses.stream().filter(person::isIn).count();
        var isTheirs = theirs > 0 || addresses.isEmpty();
        isDoubtful |= isTheirs && (addresses.isEmpty() || theirs < addresses.size());
        return isTheirs;
    }

    private void collect(String field, JsonNode value, Set<String> addresses) {
        if (ADDRESSES.contains(field)
                && value.isTextual()
                && !value.textValue().isBlank()
                && !businessNumbers.contains(
                        NO_DIGITS.matcher(value.textValue()).replaceAll(""))) {
            addresses.add(value.textValue());
        }
    }
}
