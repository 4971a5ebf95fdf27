package cl.fizko.chat.bootstrap.config;

/** How log lines look; {@code logback.xml} reads the same variable. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** For machines: one JSON object a line. */
    JSON;

    /** Reads exactly {@code text} or {@code json}: logback compares the same value letter by letter. */
    static LogFormat of(String text) {
        return switch (text) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("neither text nor json");
        };
    }
}
