package cl.fizko.chat.adapter.http;

import io.javalin.security.RouteRole;

/** Who may call a route. Every route names exactly one; the server refuses to start with a route that names none. */
public enum Access implements RouteRole {
    /** Anybody: the caller proves itself in another way, or there is nothing to protect. */
    PUBLIC,
    /** Whoever holds the administrator's key. */
    ADMINISTRATOR
}
