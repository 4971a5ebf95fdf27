package cl.fizko.chat.domain.agent.routing;

import java.util.List;

/** Keeps the labels of which there are more examples from swallowing the messages that nothing else explains. */
final class Balance {

    private final int[] counts = new int[Labels.COUNT];
    private final double mean;

    private Balance(List<Example> examples) {
        examples.forEach(example -> example.gold().forEach(label -> counts[label]++));
        mean = (double) examples.size() / Labels.COUNT;
    }

    static Balance among(List<Example> examples) {
        return new Balance(examples);
    }

    /** How much an example of its label should count. */
    float of(Example example) {
        int rarest =
                example.gold().stream().mapToInt(label -> counts[label]).min().orElseThrow();
        return (float) StrictMath.sqrt(mean / rarest);
    }
}
