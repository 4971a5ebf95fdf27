package cl.fizko.chat.domain.language;

/** A look whether a text has figures at all, before anything searches it for some. */
final class Digits {

    private Digits() {}

    static boolean isIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }
}
