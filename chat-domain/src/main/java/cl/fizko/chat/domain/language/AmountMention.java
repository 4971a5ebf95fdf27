package cl.fizko.chat.domain.language;

/**
 * An amount of money in a message.
 *
 * @param pesos whole Chilean pesos, 1 to 999,999,999,999
 * @param before the folded text before it
 * @param after the folded text after it
 */
public record AmountMention(long pesos, String before, String after) {

    @Override
    public String toString() {
        return "AmountMention[" + pesos + "]";
    }
}
