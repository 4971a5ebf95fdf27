package cl.fizko.chat.domain.agent.routing;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Rewrites a message as it would have been typed in a hurry: abbreviations, sounds, slips, a greeting, a digression. */
final class Haste {

    private static final Map<String, List<String>> SHORT = Map.ofEntries(
            Map.entry("que", List.of("q", "k", "ke")),
            Map.entry("porque", List.of("xq", "pq")),
            Map.entry("por", List.of("x")),
            Map.entry("de", List.of("d")),
            Map.entry("me", List.of("m")),
            Map.entry("también", List.of("tb", "tmb")),
            Map.entry("para", List.of("pa")),
            Map.entry("estoy", List.of("toy")),
            Map.entry("está", List.of("ta")),
            Map.entry("están", List.of("tan")),
            Map.entry("cuando", List.of("cdo", "kuando")),
            Map.entry("cuándo", List.of("cdo", "kuando")),
            Map.entry("cuánto", List.of("cto", "kuanto", "cuanto")),
            Map.entry("cómo", List.of("cmo", "komo")),
            Map.entry("quiero", List.of("kiero", "qiero")),
            Map.entry("necesito", List.of("nesesito")),
            Map.entry("ustedes", List.of("uds")),
            Map.entry("donde", List.of("dnd")),
            Map.entry("dónde", List.of("dnd")),
            Map.entry("tengo", List.of("tngo")),
            Map.entry("bien", List.of("bn")));

    private static final List<String> SWAPS = List.of(
            "v>b",
            "b>v",
            "z>s",
            "ce>se",
            "ci>si",
            "h>",
            "ll>y",
            "qu>k",
            "mp>np",
            "ción>sion",
            "cion>sion",
            "ge>je",
            "gi>ji",
            "ca>ka",
            "co>ko",
            "s>z",
            "ado>ao",
            "x>s");

    private static final int SHORTEST_ABRIDGED = 4;
    private static final int PERCENT_DROPPED = 18;

    private final SplittableRandom random;
    private final List<String> greetings;
    private final List<String> digressions;

    Haste(long seed, List<String> greetings, List<String> digressions) {
        this.random = new SplittableRandom(seed);
        this.greetings = greetings;
        this.digressions = digressions;
    }

    /** The message with a greeting before it. */
    String greeted(String text) {
        return greetings.get(random.nextInt(greetings.size())) + (random.nextBoolean() ? ", " : " ") + text;
    }

    /** The message after something that has nothing to do with it. */
    String digressed(String text) {
        return digressions.get(random.nextInt(digressions.size())) + (random.nextInt(3) == 0 ? ". " : ", ") + text;
    }

    /** The message without some of its words, so that no single word is relied upon. */
    String abridged(String text) {
        var words = text.split(" ", -1);
        if (words.length < SHORTEST_ABRIDGED) {
            return text;
        }
        var kept = new StringJoiner(" ");
        for (var word : words) {
            if (random.nextInt(100) >= PERCENT_DROPPED) {
                kept.add(word);
            }
        }
        return kept.toString();
    }

    /** The message in sloppy spelling. */
    String typed(String text) {
        var words = text.replace("¿", "").replace("¡", "").split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            var shorter = SHORT.get(words[i]);
            if (shorter != null && random.nextInt(2) == 0) {
                words[i] = shorter.get(random.nextInt(shorter.size()));
            } else if (words[i].length() > 3 && random.nextInt(3) == 0) {
                words[i] = misspelt(words[i]);
            }
        }
        var typed = String.join(" ", words);
        if (random.nextInt(2) == 0) {
            typed = typed.replace(",", "").replace(".", "");
        }
        return random.nextInt(3) == 0 ? typed.replace("?", "") : typed;
    }

    private String misspelt(String word) {
        if (random.nextInt(2) == 0) {
            var swap = SWAPS.get(random.nextInt(SWAPS.size()));
            int arrow = swap.indexOf('>');
            return word.replace(swap.substring(0, arrow), swap.substring(arrow + 1));
        }
        int at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
            case 2 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            default -> word;
        };
    }
}
