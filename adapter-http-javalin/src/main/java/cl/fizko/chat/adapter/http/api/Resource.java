package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.adapter.http.Shortcut;
import java.util.List;

/** The operations on one kind of thing. A handler reads the call, calls one use case and shows its outcome. */
@FunctionalInterface
public interface Resource {

    /** In the order of the documentation. */
    List<Operation> operations();

    /** What answers some of their requests before the servlets do. */
    default List<Shortcut> shortcuts() {
        return List.of();
    }
}
