package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.MessagingProviderContract;
import java.util.Optional;

class SandboxProviderContractTest extends MessagingProviderContract {

    @Override
    protected MessagingProvider providerThat(Behaviour behaviour) {
        return new SandboxProvider();
    }

    @Override
    protected Optional<String> cannot(Behaviour behaviour) {
        return behaviour == Behaviour.ACCEPTS
                ? Optional.empty()
                : Optional.of("the sandbox has no far side that could fail");
    }
}
