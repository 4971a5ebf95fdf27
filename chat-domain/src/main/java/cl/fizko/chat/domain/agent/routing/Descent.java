package cl.fizko.chat.domain.agent.routing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Multinomial logistic regression by AdaGrad with decay, averaged over the last epochs. Where several labels are right,
 * any share among them is. The same lessons always give the same weights.
 */
final class Descent {

    private static final int EPOCHS = 7;
    private static final int AVERAGED = 5;
    private static final float RATE = 0.15f;
    private static final float DECAY = 0.00003f;
    private static final float CALM = 1e-6f;
    private static final int LABELS = Labels.COUNT;

    private final float[] weights;
    private final float[] squares;
    private final float[] gradient = new float[LABELS];

    private Descent(int features) {
        weights = new float[features * LABELS];
        squares = new float[features * LABELS];
    }

    /** The weights, {@code [row * labels + label]}. */
    static float[] learn(List<Lesson> lessons, int features, long seed) {
        var descent = new Descent(features);
        var average = new float[features * LABELS];
        var order = new int[lessons.size()];
        Arrays.setAll(order, i -> i);
        var random = new SplittableRandom(seed);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            shuffle(order, random);
            for (int index : order) {
                descent.step(lessons.get(index));
            }
            if (epoch >= EPOCHS - AVERAGED) {
                for (int i = 0; i < average.length; i++) {
                    average[i] += descent.weights[i] / AVERAGED;
                }
            }
        }
        return average;
    }

    private void step(Lesson lesson) {
        var shares = new double[LABELS];
        for (int i = 0; i < lesson.size(); i++) {
            int at = lesson.row(i) * LABELS;
            for (int label = 0; label < LABELS; label++) {
                shares[label] += lesson.value(i) * weights[at + label];
            }
        }
        Softmax.inPlace(shares, 1);
        double right = 1e-9;
        for (int label = 0; label < LABELS; label++) {
            right += lesson.isGold(label) ? shares[label] : 0;
        }
        for (int label = 0; label < LABELS; label++) {
            double target = lesson.isGold(label) ? shares[label] / right : 0;
            gradient[label] = (float) ((shares[label] - target) * lesson.weight());
        }
        for (int i = 0; i < lesson.size(); i++) {
            update(lesson.row(i) * LABELS, lesson.value(i));
        }
    }

    private void update(int at, float value) {
        for (int label = 0; label < LABELS; label++) {
            float slope = gradient[label] * value + DECAY * weights[at + label];
            squares[at + label] += slope * slope;
            weights[at + label] -= (float) (RATE * slope / Math.sqrt(squares[at + label] + CALM));
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }
}
