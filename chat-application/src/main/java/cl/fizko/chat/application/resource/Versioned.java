package cl.fizko.chat.application.resource;

/**
 * Something that clients edit, and how often it was edited.
 *
 * @param version goes up with every edit, not with what happens by itself, e.g. a message that arrives
 */
public record Versioned<T>(T value, long version) {}
