package cl.fizko.chat.application.resource;

/** What came of an edit. */
public sealed interface Edited<T> {

    /** It was made, or changed nothing. */
    record Done<T>(Versioned<T> now) implements Edited<T> {}

    /** There is no such thing within the caller's scope. */
    record Missing<T>() implements Edited<T> {}

    /** Somebody else edited it since the version that the caller knows; nothing was changed. */
    record Stale<T>(long version) implements Edited<T> {}
}
