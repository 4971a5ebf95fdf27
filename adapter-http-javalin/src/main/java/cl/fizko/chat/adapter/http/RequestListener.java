package cl.fizko.chat.adapter.http;

/** Is told of every request that has been answered. Must be quick and must not throw; thread-safe. */
public interface RequestListener {

    /** The route of requests that no route takes. */
    String NO_ROUTE = "none";

    /** Tells nobody. */
    RequestListener NOBODY = (method, route, status, nanos) -> {};

    /**
     * A request was answered.
     *
     * @param method one that some route answers, or {@code other}
     * @param route the path as it is declared, e.g. {@code /api/chat/configs/{id}}, or {@link #NO_ROUTE}
     */
    void answered(String method, String route, int status, long nanos);
}
