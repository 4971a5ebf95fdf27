package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.bootstrap.wiring.BuildVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"fizko-chat " + BuildVersion.TEXT};
    }
}
