package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.postgres.PostgresDatabase;
import cl.fizko.chat.bootstrap.embedded.EmbeddedDatabase;
import java.nio.file.Path;

/** What an installation is opened for: that decides how its database is come by. */
enum Purpose {
    /** The app itself: owns the embedded server, migrates the schema. */
    SERVICE,
    /** A command by itself: shares the embedded server, migrates the schema. */
    COMMAND,
    /** A command that has just spoken to the running app, which has migrated the schema: connecting is enough. */
    COMMAND_BESIDE_THE_APP;

    EmbeddedDatabase embedded(Path dataDir) {
        return this == SERVICE ? EmbeddedDatabase.openForService(dataDir) : EmbeddedDatabase.openForCommand(dataDir);
    }

    PostgresDatabase store(PostgresDatabase.Settings settings) {
        return this == COMMAND_BESIDE_THE_APP ? PostgresDatabase.attach(settings) : PostgresDatabase.open(settings);
    }
}
