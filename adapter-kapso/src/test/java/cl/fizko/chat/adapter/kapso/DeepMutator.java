package cl.fizko.chat.adapter.kapso;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Spoils JSON where it means something: a value becomes one of another type, or impossible, or goes missing. Bytes at random
 * mostly break the syntax and never come this far. Not thread-safe.
 */
final class DeepMutator {

    private static final String MARK = "@@here@@";

    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "\"true\"",
            "7",
            "-1",
            "0.5",
            "1e999",
            "99999999999999999999999999",
            "9".repeat(60),
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"\\u0000\"",
            "\"a\\ud800b\"",
            "\"\\udc00\"",
            "\"wamid." + "x".repeat(600) + "\"",
            "\"" + "9".repeat(400) + "\"",
            "\"+569\"",
            "\"outbound\"",
            "\"edit\"",
            "\"history_sync\"",
            "[]",
            "[null]",
            "[[],{},7,\"x\"]",
            "{}",
            "{\"id\":{}}",
            "{\"id\":1,\"id\":2}",
            "{\"\\u0000\":1}",
            "{\"type\":\"edit\",\"edit\":{\"type\":\"edit\"}}",
            nested(40),
            nested(500));

    private final ObjectMapper mapper = new ObjectMapper();
    private final Random random;

    DeepMutator(long seed) {
        random = new Random(seed);
    }

    /** A spoiled copy of what must be JSON. */
    byte[] mutated(byte[] json) {
        JsonNode tree;
        try {
            tree = mapper.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        var text = tree.toString();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            text = once(tree).replace('"' + MARK + '"', NASTY.get(random.nextInt(NASTY.size())));
            try {
                tree = mapper.readTree(text);
            } catch (JsonProcessingException e) {
                break;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The tree with a mark where something is to stand instead, or without something. */
    private String once(JsonNode tree) {
        var parents = new ArrayList<JsonNode>();
        collect(tree, parents);
        if (parents.isEmpty()) {
            return '"' + MARK + '"';
        }
        var parent = parents.get(random.nextInt(parents.size()));
        int at = random.nextInt(parent.size());
        boolean removes = random.nextInt(4) == 0;
        if (parent instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            if (removes) {
                object.remove(names.get(at));
            } else {
                object.put(names.get(at), MARK);
            }
        } else if (parent instanceof ArrayNode array) {
            array.remove(at);
            if (!removes) {
                array.insert(at, MARK);
            }
        }
        return tree.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
        }
        node.forEach(child -> collect(child, parents));
    }

    private static String nested(int depth) {
        return "{\"a\":[".repeat(depth) + "]}".repeat(depth);
    }
}
