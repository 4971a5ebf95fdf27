package cl.fizko.chat.adapter.postgres;

/** Another transaction was first; the whole transaction is to be run again on what is there now. */
final class LostRaceException extends RuntimeException {

    LostRaceException(String what) {
        super(what);
    }
}
