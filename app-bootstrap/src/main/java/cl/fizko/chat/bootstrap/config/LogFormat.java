package cl.fizko.chat.bootstrap.config;

/** How log lines look; {@code logback.xml} reads the same variable. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** For machines: one JSON object a line. */
    JSON
}
