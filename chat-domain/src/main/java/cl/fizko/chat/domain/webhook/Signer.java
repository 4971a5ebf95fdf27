package cl.fizko.chat.domain.webhook;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.util.Optional;

/**
 * Whose secret signed a delivery: it tells, when the delivery is looked at again, for which numbers it may speak.
 *
 * @param number one that had this secret of its own; empty for the installation's secrets
 */
public record Signer(Optional<WhatsAppConfigId> number) {

    private static final Signer INSTALLATION = new Signer(Optional.empty());

    public static Signer installation() {
        return INSTALLATION;
    }

    public static Signer of(WhatsAppConfigId number) {
        return new Signer(Optional.of(number));
    }
}
