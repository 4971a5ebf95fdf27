package cl.fizko.chat.domain.tax;

/** The Chilean value added tax, IVA: 19 % (DL 825 art. 14; SII FAQ 0572). Amounts are whole pesos, rounded half up. */
public final class Vat {

    /** The rate in percent. */
    public static final int PERCENT = 19;

    private Vat() {}

    /** The tax on a net amount. */
    public static long on(long net) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(net, (long) PERCENT), 50L), 100L);
    }

    /** A net amount plus its tax. */
    public static long gross(long net) {
        return Math.addExact(net, on(net));
    }

    /** The net amount in a total that includes the tax. */
    public static long netOf(long total) {
        long divisor = 100L + PERCENT;
        return Math.floorDiv(Math.addExact(Math.multiplyExact(total, 200L), divisor), 2 * divisor);
    }
}
