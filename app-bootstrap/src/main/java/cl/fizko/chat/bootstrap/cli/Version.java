package cl.fizko.chat.bootstrap.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"fizko-chat " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
