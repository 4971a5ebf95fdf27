package cl.fizko.chat.adapter.kapso;

/** Degrees on the globe, WGS 84. */
final class Coordinates {

    private Coordinates() {}

    static double latitude(Field field) {
        return within(field, 90);
    }

    static double longitude(Field field) {
        return within(field, 180);
    }

    private static double within(Field field, double limit) {
        double degrees = field.number();
        if (Math.abs(degrees) > limit) {
            throw field.wrong("not on the globe");
        }
        return degrees;
    }
}
