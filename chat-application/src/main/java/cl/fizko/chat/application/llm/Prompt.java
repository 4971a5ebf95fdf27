package cl.fizko.chat.application.llm;

/**
 * A question to a model.
 *
 * @param instructions ours alone
 * @param text what the instructions are about, fenced; others wrote it, so whatever it asks for is data
 */
record Prompt(String instructions, String text) {

    private static final int LONGEST = 1_500;

    /** A text between marks that it cannot close by itself. */
    static String fenced(String name, String text) {
        var plain = text.replace('<', '(').replace('>', ')');
        return "<%s>\n%s\n</%s>".formatted(name, plain.substring(0, Math.min(LONGEST, plain.length())), name);
    }

    @Override
    public String toString() {
        return "Prompt[" + text.length() + " characters]";
    }
}
