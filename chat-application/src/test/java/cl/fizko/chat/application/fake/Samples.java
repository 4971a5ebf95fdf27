package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values that tests start from. */
public final class Samples {

    public static final ProviderId PROVIDER = new ProviderId("paloma");
    public static final PhoneNumber CUSTOMER = new PhoneNumber("+56955500101");

    private Samples() {}

    /** An active, answering number of company 1 without secrets of its own. */
    public static WhatsAppConfig config(String line) {
        return config(line, true, true, List.of());
    }

    /** The same number with another key, and as part of a business account. */
    public static WhatsAppConfig config(String line, String token, Optional<String> account) {
        var config = config(line);
        return new WhatsAppConfig(
                config.id(),
                config.companyId(),
                config.provider(),
                config.lineId(),
                account,
                config.phoneNumber(),
                config.active(),
                config.autoResponses(),
                config.burstWindow(),
                config.profile(),
                Optional.of(new Secret(token)),
                config.webhookSecrets());
    }

    public static WhatsAppConfig config(String line, boolean active, boolean answering, List<Secret> secrets) {
        return new WhatsAppConfig(
                new WhatsAppConfigId(new UUID(7, line.hashCode())),
                new CompanyId(1),
                PROVIDER,
                new LineId(line),
                Optional.of("account-1"),
                new PhoneNumber("+56255500001"),
                active,
                answering,
                Duration.ZERO,
                CompanyProfile.unknown(),
                Optional.of(new Secret("token of " + line)),
                secrets);
    }
}
