package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.SoundKey;
import cl.fizko.chat.domain.language.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What words have in common: {@code multa}, {@code recargo} and {@code fuera de plazo} are all about being late. Spares
 * the model from having to see every word with every agent. Immutable, hence thread-safe.
 */
final class Concepts {

    private static final String RESOURCE = "concepts.txt";

    /** Sounds are told apart by the last bits of their first letter before they are compared. */
    private static final int FIRSTS = 128;

    private record Phrase(List<String> sounds, int concept) {}

    private record Beginning(String sound, int concept) {}

    private final List<String> names = new ArrayList<>();
    private final Map<String, List<Phrase>> phrasesByFirstSound = new HashMap<>();
    private final List<List<Beginning>> beginningsByFirst = Stream.generate(
                    () -> (List<Beginning>) new ArrayList<Beginning>())
            .limit(FIRSTS)
            .toList();
    private final Set<String> words = new TreeSet<>();

    private Concepts() {}

    static Concepts standard() {
        var concepts = new Concepts();
        var stream = Objects.requireNonNull(Concepts.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    concepts.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return concepts;
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        int concept = names.size();
        names.add(line.substring(0, colon));
        for (var entry : line.substring(colon + 1).strip().split(" ", -1)) {
            if (entry.endsWith("*")) {
                var beginning = new Beginning(SoundKey.of(entry.substring(0, entry.length() - 1)), concept);
                beginningsWith(beginning.sound()).add(beginning);
            } else {
                addPhrase(entry, concept);
            }
        }
    }

    private void addPhrase(String entry, int concept) {
        var sounds = new ArrayList<String>();
        for (var word : entry.split("_", -1)) {
            if (Character.isLetter(word.charAt(0))) {
                words.add(word);
                sounds.add(SoundKey.of(word));
            } else {
                sounds.add(word);
            }
        }
        phrasesByFirstSound
                .computeIfAbsent(sounds.get(0), first -> new ArrayList<>())
                .add(new Phrase(List.copyOf(sounds), concept));
    }

    /** The name of a concept, e.g. {@code FINE}. */
    String name(int concept) {
        return names.get(concept);
    }

    int count() {
        return names.size();
    }

    int indexOf(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no concept is called " + name);
        }
        return index;
    }

    /** Every word that belongs to a concept. */
    Set<String> words() {
        return words;
    }

    /** For each token the bits of the concepts it is part of. */
    long[] of(List<Token> tokens) {
        var bits = new long[tokens.size() * 2];
        for (int i = 0; i < tokens.size(); i++) {
            var sound = tokens.get(i).sound();
            if (sound.isEmpty()) {
                continue;
            }
            for (var phrase : phrasesByFirstSound.getOrDefault(sound, List.of())) {
                if (startsAt(i, phrase, tokens)) {
                    for (int j = i; j < i + phrase.sounds().size(); j++) {
                        set(bits, j, phrase.concept());
                    }
                }
            }
            for (var beginning : beginningsWith(sound)) {
                if (sound.startsWith(beginning.sound())) {
                    set(bits, i, beginning.concept());
                }
            }
        }
        return bits;
    }

    private List<Beginning> beginningsWith(String sound) {
        return beginningsByFirst.get(sound.charAt(0) & (FIRSTS - 1));
    }

    static boolean has(long[] bits, int token, int concept) {
        return (bits[token * 2 + (concept >> 6)] >>> (concept & 63) & 1) != 0;
    }

    private static void set(long[] bits, int token, int concept) {
        bits[token * 2 + (concept >> 6)] |= 1L << (concept & 63);
    }

    private static boolean startsAt(int at, Phrase phrase, List<Token> tokens) {
        int length = phrase.sounds().size();
        if (at + length > tokens.size()) {
            return false;
        }
        for (int j = 1; j < length; j++) {
            if (!tokens.get(at + j).sound().equals(phrase.sounds().get(j))) {
                return false;
            }
        }
        return true;
    }
}
