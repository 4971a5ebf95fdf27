package cl.fizko.chat.adapter.http;

import cl.fizko.chat.domain.access.Caller;
import cl.fizko.chat.domain.access.Role;
import io.javalin.security.RouteRole;

/** Who may call a route. Every route names exactly one; the server refuses to start with a route that names none. */
public enum Access implements RouteRole {
    /** Anybody: the caller proves itself in another way, or there is nothing to protect. */
    PUBLIC,
    /** Whoever may read a company's data. */
    VIEWER,
    /** Whoever may answer a company's customers. */
    AGENT,
    /** Whoever may change a company's set-up. */
    ADMIN,
    /** Whoever runs the installation. */
    PLATFORM;

    /** Whether that caller may call it. */
    boolean admits(Caller caller) {
        return switch (this) {
            case PUBLIC -> true;
            case VIEWER -> caller.role().includes(Role.VIEWER);
            case AGENT -> caller.role().includes(Role.AGENT);
            case ADMIN -> caller.role().includes(Role.ADMIN);
            case PLATFORM -> caller.isPlatformAdministrator();
        };
    }
}
