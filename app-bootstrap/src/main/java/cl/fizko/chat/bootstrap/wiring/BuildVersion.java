package cl.fizko.chat.bootstrap.wiring;

import java.util.Objects;

/** The version that the build wrote into the jar's manifest. */
public final class BuildVersion {

    public static final String TEXT =
            Objects.requireNonNullElse(BuildVersion.class.getPackage().getImplementationVersion(), "(not packaged)");

    private BuildVersion() {}
}
