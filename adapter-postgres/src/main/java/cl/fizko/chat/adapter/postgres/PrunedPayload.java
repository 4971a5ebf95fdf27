package cl.fizko.chat.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A raw delivery without a person. A batch can be about several: what of a list speaks of the person is taken out of it, and the rest stays as
 * it was. A delivery that is about the person alone becomes a note that something was erased.
 */
final class PrunedPayload {

    private static final byte[] NOTHING_LEFT = "{\"erased\":true}".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Meta's lists around the lists of messages; an element of any other list is about somebody or is not. */
    static final Set<String> WRAPPERS = Set.of("entry", "changes");

    private final PersonTraces person;

    private PrunedPayload(PersonTraces person) {
        this.person = person;
    }

    static byte[] without(PersonTraces person, byte[] body) {
        try {
            var root = JSON.readTree(body);
            return root != null && new PrunedPayload(person).prune(root)
                    ? JSON.writeValueAsBytes(root)
                    : NOTHING_LEFT.clone();
        } catch (JsonProcessingException e) {
            return NOTHING_LEFT.clone();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    /** Whether it is no batch but speaks of the person outside of lists too. */
    static boolean isAboutThemAlone(PersonTraces person, JsonNode node) {
        return !new PrunedPayload(person).prune(node.deepCopy());
    }

    /** Takes what speaks of the person out of lists; whether the node says nothing about them any more. */
    private boolean prune(JsonNode node) {
        if (!mentions(node)) {
            return true;
        }
        if (node instanceof ArrayNode list) {
            prune(list, false);
        }
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ArrayNode list) {
                prune(list, WRAPPERS.contains(field.getKey()));
            } else {
                prune(field.getValue());
            }
        });
        return !mentions(node);
    }

    private void prune(ArrayNode list, boolean wraps) {
        var kept = JsonNodeFactory.instance.arrayNode();
        list.forEach(element -> {
            if (wraps ? prune(element) : !mentions(element)) {
                kept.add(element);
            }
        });
        list.removeAll();
        list.addAll(kept);
    }

    private boolean mentions(JsonNode node) {
        return person.isIn(node.toString());
    }
}
