package cl.fizko.chat.bootstrap.config;

import cl.fizko.chat.domain.config.Secret;
import java.util.List;

/**
 * The keys that the application cannot run without.
 *
 * @param webhookSecrets newest first, at least one
 * @param encryptionKey 32 bytes in Base64; several, newest first, separated by commas, during a rotation
 * @param webhookSecretIsGenerated whether nobody has chosen the webhook secret: then its user must be told it
 */
public record Keys(List<Secret> webhookSecrets, Secret encryptionKey, boolean webhookSecretIsGenerated) {

    public Keys {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /**
     * The keys of the environment. With the embedded database a missing one is generated and kept under {@code DATA_DIR/keys};
     * with any other it is refused, for the nodes that share a database need the same keys.
     *
     * @throws IllegalArgumentException naming the variable that is missing and what it may be
     * @throws IllegalStateException naming DATA_DIR, if a generated key cannot be kept or is damaged
     */
    public static Keys of(Settings settings) {
        if (!settings.isEmbedded()) {
            return new Keys(
                    required(
                            settings.webhookSecrets(),
                            Settings.WEBHOOK_SECRET,
                            "the secret that webhooks are signed with"),
                    required(
                                    settings.encryptionKey().stream().toList(),
                                    Settings.ENCRYPTION_KEY,
                                    Settings.ENCRYPTION_KEY_MAY_BE)
                            .get(0),
                    false);
        }
        var generated = new GeneratedKeys(settings.dataDir());
        var chosen = settings.webhookSecrets();
        return new Keys(
                chosen.isEmpty() ? List.of(generated.webhookSecret()) : chosen,
                settings.encryptionKey().orElseGet(generated::encryptionKey),
                chosen.isEmpty());
    }

    private static List<Secret> required(List<Secret> values, String name, String mayBe) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " is required together with DATABASE_URL: " + mayBe);
        }
        return values;
    }
}
