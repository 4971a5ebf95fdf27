package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.language.FoldedText;
import cl.fizko.chat.domain.language.MessageReader;
import cl.fizko.chat.domain.language.ReadText;
import cl.fizko.chat.domain.language.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Learns a model from examples and from hasty variants of them. The same examples always give the same model.
 */
final class Trainer {

    /** Draws the typos, greetings and digressions, and the order of the lessons. */
    static final long SEED = 20261122;

    private static final int RAREST_FEATURE = 2;
    private static final int MOST_FEATURES = 150_000;
    private static final int RAREST_WORD = 2;
    private static final float VARIANT = 0.5f;
    private static final int ABRIDGED = 2;
    private static final float ABRIDGED_WEIGHT = 0.4f;
    private static final Pattern OPENING = Pattern.compile("(?:hol|buen|wen|bn|alo|hi|ol|estim|salu).{0,18}");
    private static final Pattern WORD_ENDS = Pattern.compile("[^a-z]+");
    private static final int GREETING = Labels.indexOf(AgentName.GREETING);
    private static final int FALLBACK = Labels.indexOf(AgentName.FALLBACK);

    private record Sample(String text, Example example, float weight) {}

    private Trainer() {}

    /**
     * Learns from examples.
     *
     * @param digressions clauses that say nothing about what is asked
     */
    static TrainedModel train(List<Example> examples, List<String> digressions) {
        var concepts = Concepts.standard();
        var vocabulary = vocabulary(examples, concepts);
        var attention = new Attention(new MessageReader(vocabulary), concepts);
        var extractor = new FeatureExtractor(concepts.count());
        var samples = samples(examples, digressions);
        var features = samples.stream()
                .map(sample ->
                        extractor.of(attention.read(ReadText.of(sample.text()))).trimmed())
                .toList();
        var table = FeatureTable.of(features, RAREST_FEATURE);
        var balance = Balance.among(examples);
        var lessons = new ArrayList<Lesson>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            var sample = samples.get(i);
            float weight = sample.weight() * balance.of(sample.example());
            lessons.add(new Lesson(features.get(i), table, sample.example().gold(), weight));
        }
        var weights = Descent.learn(lessons, table.size(), SEED);
        return new TrainedModel(vocabulary, Weights.pack(Labels.COUNT, table.keys(), weights, MOST_FEATURES));
    }

    private static List<Sample> samples(List<Example> examples, List<String> digressions) {
        var haste = new Haste(SEED, openings(examples), digressions);
        var random = new SplittableRandom(SEED);
        var samples = new ArrayList<Sample>(examples.size() * 3);
        for (var example : examples) {
            samples.add(new Sample(example.text(), example, 1));
            samples.add(new Sample(haste.typed(example.text()), example, VARIANT));
            for (int i = 0; i < ABRIDGED; i++) {
                samples.add(new Sample(haste.typed(haste.abridged(example.text())), example, ABRIDGED_WEIGHT));
            }
            boolean requests =
                    !example.gold().contains(GREETING) && !example.gold().contains(FALLBACK);
            if (requests && random.nextInt(3) == 0) {
                samples.add(new Sample(haste.greeted(example.text()), example, VARIANT));
            }
            if (requests && random.nextInt(4) == 0) {
                samples.add(new Sample(haste.digressed(example.text()), example, VARIANT));
            }
        }
        return samples;
    }

    private static List<String> openings(List<Example> examples) {
        return examples.stream()
                .filter(example -> example.gold().contains(GREETING))
                .map(Example::text)
                .filter(text -> OPENING.matcher(FoldedText.of(text).value()).matches())
                .toList();
    }

    private static Vocabulary vocabulary(List<Example> examples, Concepts concepts) {
        var counts = new HashMap<String, Integer>();
        for (var example : examples) {
            for (var word : WORD_ENDS.split(FoldedText.of(example.text()).value(), -1)) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        var known = new TreeMap<String, Integer>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= RAREST_WORD && isWord(entry.getKey())) {
                known.put(entry.getKey(), entry.getValue());
            }
        }
        concepts.words().forEach(word -> known.merge(word, 1, Integer::sum));
        return Vocabulary.of(known);
    }

    /** Single letters are slips, except the words of one letter. */
    private static boolean isWord(String word) {
        return word.length() > 1 || (word.length() == 1 && "aeouy".contains(word));
    }
}
