package cl.fizko.chat.bootstrap.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The output of commands that print nothing but JSON; they take {@code --json} too, so that it is right everywhere. */
final class JsonAnyway {

    @Option(names = "--json", description = "Prints JSON, which is what it prints in any case.")
    void always(boolean asked) {}

    void print(PrintWriter out, Object value) {
        out.println(Json.indented(value));
        out.flush();
    }
}
