package cl.fizko.chat.domain.agent.routing;

/** Turns scores into shares that add up to one, the same on every machine. */
final class Softmax {

    private Softmax() {}

    /**
     * Replaces scores by shares.
     *
     * @param temperature above 1 makes the shares more even
     */
    static void inPlace(double[] scores, double temperature) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp((scores[i] - highest) / temperature);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }
}
