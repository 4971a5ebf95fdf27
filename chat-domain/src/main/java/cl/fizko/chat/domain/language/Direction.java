package cl.fizko.chat.domain.language;

/** Where to look for a date that a message leaves open, e.g. "el 14" or "octubre". */
public enum Direction {
    PAST,
    FUTURE,
    NEAREST
}
