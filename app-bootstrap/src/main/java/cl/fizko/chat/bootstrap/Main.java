package cl.fizko.chat.bootstrap;

import cl.fizko.chat.bootstrap.cli.FizkoChatCommand;

/** The program: {@code java -jar fizko-chat.jar <command>}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(FizkoChatCommand.run(args));
    }
}
