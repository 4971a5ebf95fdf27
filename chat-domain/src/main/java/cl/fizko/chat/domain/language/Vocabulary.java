package cl.fizko.chat.domain.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words that mean something to us, and the guess which of them a misspelt one stands for. Words are compared by how
 * they sound. Immutable, hence thread-safe.
 */
public final class Vocabulary {

    private static final int SHORTEST_GUESS = 4;
    private static final int LONG_WORD = 7;
    private static final int OFTEN = 12;
    private static final int SHORTEST_COMPOUND = 6;
    private static final int SHORTEST_PIECE = 2;
    private static final int LONG_PIECE = 4;

    private static final Set<String> PARTICLES =
            Set.of("de", "la", "el", "en", "me", "se", "no", "lo", "al", "mi", "te", "le", "un", "es", "si");

    private record Entry(String word, int count) {}

    private final Map<String, Entry> bySound = new HashMap<>();
    private final Map<String, Token> tokensBySound = new HashMap<>();

    /** Most words are spelt as they were seen: their sound need not be worked out. */
    private final Map<String, Token> tokensBySpelling = new HashMap<>();

    private final Map<String, String> soundByDeletion = new HashMap<>();
    private final Map<String, String> soundByConsonants = new HashMap<>();

    private Vocabulary(Map<String, Integer> counts) {
        new TreeMap<>(counts)
                .forEach((word, count) -> bySound.merge(SoundKey.of(word), new Entry(word, count), Vocabulary::join));
        bySound.keySet().forEach(this::index);
        bySound.forEach((sound, entry) -> tokensBySound.put(sound, Token.of(entry.word(), Token.Kind.KNOWN)));
        counts.keySet()
                .forEach(word -> Optional.ofNullable(tokensBySound.get(SoundKey.of(word)))
                        .ifPresent(token -> tokensBySpelling.put(word, token)));
    }

    /**
     * A vocabulary.
     *
     * @param counts how often each folded word was seen
     */
    public static Vocabulary of(Map<String, Integer> counts) {
        return new Vocabulary(counts);
    }

    /** The words, each in its most frequent spelling, with how often it was seen. */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        bySound.values().forEach(entry -> counts.put(entry.word(), entry.count()));
        return counts;
    }

    /** Whether a word sounds like one of the vocabulary. */
    public boolean knows(String word) {
        return bySound.containsKey(SoundKey.of(word));
    }

    /** The token of a word that sounds like one of the vocabulary, in its usual spelling; empty for any other. */
    Optional<Token> token(String word) {
        var token = tokensBySpelling.get(word);
        return Optional.ofNullable(token != null ? token : tokensBySound.get(SoundKey.of(word)));
    }

    /** The usual spelling of a word that sounds like one of the vocabulary; else the word itself. */
    String spell(String word) {
        var entry = bySound.get(SoundKey.of(word));
        return entry == null ? word : entry.word();
    }

    /** The words that an unknown word stands for; empty if nothing is close enough. */
    List<String> guess(String word) {
        var sound = SoundKey.of(word);
        if (sound.length() < SHORTEST_GUESS) {
            return List.of();
        }
        return nearest(sound)
                .or(() -> withVowels(sound))
                .map(near -> List.of(spell(near)))
                .orElseGet(() -> split(word));
    }

    private Optional<String> nearest(String sound) {
        var best = new Best(sound);
        best.offer(soundByDeletion.getOrDefault(sound, ""));
        if (sound.length() > SHORTEST_GUESS) {
            for (int i = 0; i < sound.length(); i++) {
                var shorter = without(sound, i);
                best.offer(bySound.containsKey(shorter) ? shorter : "");
                best.offer(soundByDeletion.getOrDefault(shorter, ""));
            }
        }
        return Optional.of(best.sound).filter(found -> !found.isEmpty());
    }

    private Optional<String> withVowels(String sound) {
        var consonants = consonants(sound);
        boolean squeezed = (sound.length() - consonants.length()) * 3 <= sound.length();
        return squeezed ? Optional.ofNullable(soundByConsonants.get(consonants)) : Optional.empty();
    }

    /** "notadecredito" is three words without the spaces. */
    private List<String> split(String word) {
        if (word.length() < SHORTEST_COMPOUND) {
            return List.of();
        }
        for (int i = word.length() - SHORTEST_PIECE; i >= SHORTEST_PIECE; i--) {
            var head = word.substring(0, i);
            if (!knows(head) || (i < LONG_PIECE - 1 && !PARTICLES.contains(head))) {
                continue;
            }
            var tail = word.substring(i);
            if (knows(tail) && Math.max(i, tail.length()) >= LONG_PIECE) {
                return List.of(spell(head), spell(tail));
            }
            for (int j = tail.length() - LONG_PIECE; j >= SHORTEST_PIECE; j--) {
                if (knows(tail.substring(0, j)) && knows(tail.substring(j))) {
                    return List.of(spell(head), spell(tail.substring(0, j)), spell(tail.substring(j)));
                }
            }
        }
        return List.of();
    }

    private void index(String sound) {
        if (sound.length() >= SHORTEST_GUESS && isLikely(sound)) {
            for (int i = 0; i < sound.length(); i++) {
                soundByDeletion.merge(without(sound, i), sound, this::moreFrequent);
            }
        }
        var consonants = consonants(sound);
        if (consonants.length() >= 3) {
            soundByConsonants.merge(consonants, sound, this::moreFrequent);
        }
    }

    private String moreFrequent(String a, String b) {
        int difference = count(a) - count(b);
        return difference > 0 || (difference == 0 && a.compareTo(b) < 0) ? a : b;
    }

    private int count(String sound) {
        var entry = bySound.get(sound);
        return entry == null ? 0 : entry.count();
    }

    private static Entry join(Entry a, Entry b) {
        return new Entry(b.count() > a.count() ? b.word() : a.word(), a.count() + b.count());
    }

    private static String without(String word, int i) {
        return new StringBuilder(word.length())
                .append(word, 0, i)
                .append(word, i + 1, word.length())
                .toString();
    }

    private static String consonants(String sound) {
        var consonants = new StringBuilder(sound.length());
        for (int i = 0; i < sound.length(); i++) {
            char c = sound.charAt(i);
            if ("aeiou".indexOf(c) < 0) {
                consonants.append(c);
            }
        }
        return consonants.toString();
    }

    /** The shorter a word, the more words lie one slip away: a short one must be a word that people often write. */
    private boolean isLikely(String sound) {
        return sound.length() >= LONG_WORD ? count(sound) > 0 : count(sound) >= OFTEN;
    }

    /** Of the words one slip away from a misspelt one, the most frequent. */
    private final class Best {

        private final String misspelt;
        private String sound = "";

        Best(String misspelt) {
            this.misspelt = misspelt;
        }

        void offer(String candidate) {
            if (isLikely(candidate) && OneSlip.between(misspelt, candidate)) {
                sound = sound.isEmpty() ? candidate : moreFrequent(sound, candidate);
            }
        }
    }
}
