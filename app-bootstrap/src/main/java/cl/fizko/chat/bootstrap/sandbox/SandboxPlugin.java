package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.ProviderPlugin;
import java.util.Map;
import java.util.Set;

/** The provider {@code sandbox}; it reads no environment variable. */
public final class SandboxPlugin implements ProviderPlugin {

    /** Its name in a configuration. */
    public static final ProviderId ID = new ProviderId("sandbox");

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public Provider open(Map<String, String> environment) {
        return new Provider(new SandboxProvider(), new SandboxWebhookCodec(), true);
    }
}
