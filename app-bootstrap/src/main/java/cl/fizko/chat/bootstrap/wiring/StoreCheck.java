package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.adapter.postgres.PostgresDatabase;

/** Asks the database. One question tells whether it answers and whether its schema will do. Thread-safe. */
final class StoreCheck {

    private final PostgresDatabase database;

    StoreCheck(PostgresDatabase database) {
        this.database = database;
    }

    boolean answers() {
        database.isMigrated();
        return true;
    }

    boolean isMigrated() {
        return database.isMigrated();
    }
}
