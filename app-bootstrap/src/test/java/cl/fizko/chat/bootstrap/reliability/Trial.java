package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.sql.SQLException;

/** Something that befalls the app while customers write, any number of times, each drawn from a seed. */
interface Trial {

    /** What befalls it, as a word for the report. */
    String name();

    /** The same as a sentence. */
    String sentence();

    /** Trials with the same name of it take place on one stage, one after the other. */
    default String stageName() {
        return name();
    }

    /** Where it takes place, with a node that runs. */
    default Stage stage(Bench bench) throws IOException, SQLException, InterruptedException {
        return new Stage(bench);
    }

    Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException;
}
