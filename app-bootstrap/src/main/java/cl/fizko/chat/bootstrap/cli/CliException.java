package cl.fizko.chat.bootstrap.cli;

/** A command cannot do what it was asked for; the message tells the operator why and what to do. */
final class CliException extends RuntimeException {

    CliException(String message) {
        super(message);
    }
}
