package cl.fizko.chat.adapter.http.edge;

/**
 * How many requests somebody may make.
 *
 * @param perSecond in the long run; 0 for no limit
 * @param burst at once, after a while without any
 */
public record Rate(int perSecond, int burst) {

    public static final Rate UNLIMITED = new Rate(0, 0);

    public Rate {
        if (perSecond < 0 || (perSecond > 0 && burst < perSecond)) {
            throw new IllegalArgumentException("a burst is at least what one second allows");
        }
    }

    public boolean isUnlimited() {
        return perSecond == 0;
    }
}
