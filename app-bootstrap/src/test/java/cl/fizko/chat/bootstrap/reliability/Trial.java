package cl.fizko.chat.bootstrap.reliability;

import java.io.IOException;
import java.sql.SQLException;

/** Something that befalls the app while customers write, any number of times, each drawn from a seed. */
interface Trial {

    /** What befalls it, for the report. */
    String name();

    /** Where it takes place, with a node that runs. */
    default Stage stage(Bench bench) throws IOException, SQLException, InterruptedException {
        return new Stage(bench);
    }

    Finding run(Stage stage, long seed) throws IOException, SQLException, InterruptedException;
}
