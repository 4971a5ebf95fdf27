package cl.fizko.chat.adapter.http;

/**
 * A route that the running server answers.
 *
 * @param method e.g. {@code GET}; the {@code HEAD} that each of them answers too is not listed
 * @param path with gaps like {@code {id}}
 */
public record ServedRoute(String method, String path, Access access) {}
