package cl.fizko.chat.domain.agent.routing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the standard model learns from.
 *
 * @param written examples composed for training, and held-out messages that were retired once they had been learnt from
 * @param labelled the labelled messages that cross-validation holds out in turn
 * @param digressions clauses that say nothing about what is asked
 */
record Curriculum(List<Example> written, List<Example> labelled, List<String> digressions) {

    /** Reads the curriculum from its folder. */
    static Curriculum in(Path folder) {
        var written = new ArrayList<>(ExampleFiles.written(folder.resolve("examples")));
        written.addAll(ExampleFiles.labelled(folder.resolve("retired.tsv")));
        return new Curriculum(
                written,
                ExampleFiles.labelled(folder.resolve("labelled.tsv")),
                ExampleFiles.lines(folder.resolve("digressions.txt")));
    }

    List<Example> all() {
        var all = new ArrayList<>(written);
        all.addAll(labelled);
        return all;
    }

    /** Everything but the labelled messages of one fold. */
    List<Example> without(int fold, int folds) {
        var rest = new ArrayList<>(written);
        for (int i = 0; i < labelled.size(); i++) {
            if (i % folds != fold) {
                rest.add(labelled.get(i));
            }
        }
        return rest;
    }

    /** The labelled messages of one fold. */
    List<Example> fold(int fold, int folds) {
        var some = new ArrayList<Example>();
        for (int i = fold; i < labelled.size(); i += folds) {
            some.add(labelled.get(i));
        }
        return some;
    }
}
