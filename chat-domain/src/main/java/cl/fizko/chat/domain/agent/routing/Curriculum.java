package cl.fizko.chat.domain.agent.routing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the standard model learns from.
 *
 * @param written examples composed for training
 * @param labelled the labelled messages that cross-validation holds out in turn
 * @param digressions clauses that say nothing about what is asked
 */
record Curriculum(List<Example> written, List<Example> labelled, List<String> digressions) {

    /** Reads the curriculum from its folder. */
    static Curriculum in(Path folder) {
        return new Curriculum(
                ExampleFiles.written(folder.resolve("examples")),
                ExampleFiles.labelled(folder.resolve("labelled.tsv")),
                ExampleFiles.lines(folder.resolve("digressions.txt")));
    }

    List<Example> all() {
        var all = new ArrayList<>(written);
        all.addAll(labelled);
        return all;
    }
}
