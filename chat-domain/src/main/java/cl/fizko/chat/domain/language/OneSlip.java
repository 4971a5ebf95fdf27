package cl.fizko.chat.domain.language;

/** Whether two words differ by one slip of the thumb: a letter too many or too few, a wrong one, or two swapped. The first letter is right. */
final class OneSlip {

    private OneSlip() {}

    static boolean between(String a, String b) {
        if (a.charAt(0) != b.charAt(0)) {
            return false;
        }
        int shorter = Math.min(a.length(), b.length());
        int head = 0;
        while (head < shorter && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        int leftA = a.length() - head - tail;
        int leftB = b.length() - head - tail;
        boolean swapped = leftA == 2
                && leftB == 2
                && a.charAt(head) == b.charAt(head + 1)
                && a.charAt(head + 1) == b.charAt(head);
        return swapped || (leftA <= 1 && leftB <= 1);
    }
}
