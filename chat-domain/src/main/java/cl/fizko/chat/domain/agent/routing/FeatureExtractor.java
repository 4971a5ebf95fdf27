package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.Token;
import cl.fizko.chat.domain.language.Token.Kind;
import java.util.Arrays;
import java.util.Set;

/**
 * Turns a reading into features: words, stems, what they have in common, which of them stand together, pieces of words,
 * and the shape of the whole. Stateless.
 */
final class FeatureExtractor {

    private static final float LENGTH = 2.5f;

    private static final Set<String> FUNCTION_WORDS = Set.of(
            "el", "la", "los", "las", "un", "una", "de", "del", "a", "al", "en", "i", "o", "ke", "se", "me", "te", "le",
            "lo", "mi", "su", "por", "para", "kon", "si", "no", "es", "ya", "po", "les", "nos", "tu", "mis", "sus",
            "esto", "eso", "esta", "este", "ai");

    private final int conceptCount;

    FeatureExtractor(int conceptCount) {
        this.conceptCount = conceptCount;
    }

    Features of(Reading reading) {
        var features = new Features();
        var words = wordIndexes(reading);
        var function = new boolean[reading.tokens().size()];
        for (int i : words) {
            function[i] = FUNCTION_WORDS.contains(reading.tokens().get(i).sound());
        }
        for (int p = 0; p < words.length; p++) {
            word(reading, words, p, function, features);
        }
        conceptPairs(reading, words, features);
        shape(reading, words, features);
        features.normalise(LENGTH);
        return features;
    }

    private static int[] wordIndexes(Reading reading) {
        var indexes = new int[reading.tokens().size()];
        int n = 0;
        for (int i = 0; i < indexes.length; i++) {
            if (reading.tokens().get(i).kind() != Kind.BREAK) {
                indexes[n++] = i;
            }
        }
        return Arrays.copyOf(indexes, n);
    }

    private static void word(Reading reading, int[] words, int p, boolean[] functions, Features features) {
        int i = words[p];
        var token = reading.tokens().get(i);
        float weight = reading.emphasis(i);
        boolean function = functions[i];
        int sound = token.sound().hashCode();
        int stem = token.stem().hashCode();
        features.add(key('w', sound), weight * (function ? 0.4f : 1), i);
        if (!function) {
            features.add(key('s', stem), weight, i);
            if (reading.isAsked(i)) {
                features.add(key('q', stem), 0.3f, i);
            }
        }
        for (int c = reading.nextConcept(i, 0); c >= 0; c = reading.nextConcept(i, c + 1)) {
            features.add(key('c', c), weight, i);
            if (reading.isAsked(i)) {
                features.add(key('a', c), 0.4f, i);
            }
        }
        if (token.isWord() && !function) {
            pieces(token, weight, i, features);
        }
        for (int gap = 1; gap <= 3 && p + gap < words.length; gap++) {
            int j = words[p + gap];
            var other = reading.tokens().get(j);
            float pair = Math.min(weight, reading.emphasis(j));
            if (gap == 1) {
                features.add(key('b', sound, other.sound().hashCode()), pair * 0.8f, i);
            }
            if (!function && !functions[j]) {
                features.add(key('k', stem, other.stem().hashCode()), pair * 0.7f, i);
            }
        }
        if (p + 2 < words.length) {
            features.add(
                    key(
                            't',
                            key(
                                    'b',
                                    sound,
                                    reading.tokens().get(words[p + 1]).sound().hashCode()),
                            reading.tokens().get(words[p + 2]).sound().hashCode()),
                    weight * 0.6f,
                    i);
        }
    }

    /** The pieces of a word, of three to five sounds: they survive typos and inflection. */
    private static void pieces(Token token, float weight, int anchor, Features features) {
        var sound = token.sound();
        for (int n = 3; n <= 5; n++) {
            for (int from = -1; from + n <= sound.length() + 1; from++) {
                int hash = n;
                for (int k = from; k < from + n; k++) {
                    hash = hash * 31 + (k < 0 ? '^' : k == sound.length() ? '$' : sound.charAt(k));
                }
                features.add(key('n', hash), weight * 0.2f, anchor);
            }
        }
    }

    /** Which concepts meet in the message: a due date with a tax form is a deadline, with a certificate it is not. */
    private void conceptPairs(Reading reading, int[] words, Features features) {
        var strength = new float[conceptCount];
        var anchor = new int[conceptCount];
        for (int i : words) {
            for (int c = reading.nextConcept(i, 0); c >= 0; c = reading.nextConcept(i, c + 1)) {
                if (reading.emphasis(i) > strength[c]) {
                    strength[c] = reading.emphasis(i);
                    anchor[c] = i;
                }
            }
        }
        for (int a = 0; a < conceptCount; a++) {
            for (int b = a + 1; strength[a] > 0 && b < conceptCount; b++) {
                if (strength[b] > 0) {
                    features.add(key('p', a, b), Math.min(strength[a], strength[b]) * 0.5f, anchor[a]);
                }
            }
        }
    }

    private static void shape(Reading reading, int[] words, Features features) {
        int known = 0;
        int unknown = 0;
        int noise = 0;
        int numbers = 0;
        int emoji = 0;
        boolean question = false;
        boolean shout = false;
        for (var token : reading.tokens()) {
            switch (token.kind()) {
                case KNOWN -> known++;
                case UNKNOWN -> unknown++;
                case NOISE -> noise++;
                case NUMBER -> numbers++;
                case EMOJI -> emoji++;
                case BREAK -> {
                    question |= token.text().equals("?");
                    shout |= token.text().equals("!");
                }
            }
        }
        int content = known + unknown + numbers;
        flag(features, 1, 0.5f);
        flag(features, 10 + Math.min(content, 4), content <= 2 ? 1.5f : 0.7f);
        flag(features, 20 + (content <= 6 ? 0 : content <= 12 ? 1 : content <= 25 ? 2 : 3), 0.5f);
        flag(features, question ? 30 : 31, 0.6f);
        flag(features, shout ? 32 : 33, 0.3f);
        flag(features, known == 0 ? 40 : unknown > known ? 41 : unknown * 3 > known ? 42 : 43, known == 0 ? 2 : 0.7f);
        if (noise > 0) {
            flag(features, noise >= known ? 50 : 51, 2);
        }
        if (content == numbers) {
            flag(features, numbers > 0 ? 60 : 61, 2);
        }
        if (emoji > 0) {
            flag(features, words.length == emoji ? 70 : 71, words.length == emoji ? 2 : 0.3f);
        }
        if (reading.isCourtesyStripped()) {
            flag(features, 80 + Math.min(content / 4, 4), 0.7f);
        }
    }

    private static void flag(Features features, int flag, float weight) {
        features.add(key('f', flag), weight, Features.WHOLE);
    }

    private static int key(char namespace, int a) {
        return mix(namespace * 0x9E3779B9 + a);
    }

    private static int key(char namespace, int a, int b) {
        return mix(mix(namespace * 0x9E3779B9 + a) * 31 + b);
    }

    private static int mix(int h) {
        int x = h;
        x ^= x >>> 16;
        x *= 0x85EBCA6B;
        x ^= x >>> 13;
        x *= 0xC2B2AE35;
        x ^= x >>> 16;
        return x;
    }
}
