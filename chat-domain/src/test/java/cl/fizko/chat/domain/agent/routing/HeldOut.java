package cl.fizko.chat.domain.agent.routing;

import java.nio.file.Path;
import java.util.List;

/** Messages that no model may ever be trained on. */
final class HeldOut {

    private HeldOut() {}

    /** Reads them from the module's folder. */
    static List<Example> in(Path module) {
        return ExampleFiles.labelled(
                module.resolve("src/test/resources/cl/fizko/chat/domain/agent/routing/heldout.tsv"));
    }
}
