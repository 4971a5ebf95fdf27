package cl.fizko.chat.adapter.http.config;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.config.StoredConfig;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;

/** A business number of a company. What it is known by at its provider alone is shown, never its secrets. */
record ConfigView(
        UUID id,
        long company,
        String provider,
        @Described("The provider's id of the number.") String phoneNumberId,

        @Described("The provider's id of the account that owns the number and its templates.")
        Optional<String> businessAccountId,

        String phoneNumber,
        Optional<String> displayName,
        @Described("Where the provider delivers.") String webhookUrl,

        @Described("False: messages are stored, nothing is sent.")
        boolean isActive,

        @Described("False: messages are stored, no agent answers.")
        boolean enableAutoResponses,

        Optional<LocalTime> businessHoursStart,
        Optional<LocalTime> businessHoursEnd,
        @Described("Of the business hours.") Optional<String> timezone,

        @Described("12 or 20: the rule that the company's clients follow; null: both are named.")
        Optional<Integer> f29DueDay,

        @Described("Messages that come this close together get one reply; 0: each its own.")
        long burstWindowSeconds,

        @Described("Whether it has a provider's key of its own.")
        boolean hasKapsoApiToken,

        @Described("Whether its deliveries are signed with a secret of their own.")
        boolean hasWebhookSecret,

        Instant createdAt,
        Instant updatedAt) {

    /**
     * A number.
     *
     * @param host where this installation is reached, e.g. {@code https://chat.example.org}
     */
    static ConfigView of(StoredConfig stored, String host) {
        var config = stored.config();
        var hours = config.profile().businessHours();
        return new ConfigView(
                config.id().value(),
                config.companyId().value(),
                config.provider().value(),
                config.lineId().value(),
                config.businessAccountId(),
                config.phoneNumber().e164(),
                config.profile().name(),
                stored.webhookUrl()
                        .orElse(host + "/api/chat/webhook/" + config.provider().value() + "/"),
                config.active(),
                config.autoResponses(),
                hours.map(BusinessHours::start),
                hours.map(BusinessHours::end),
                hours.map(open -> open.zone().getId()),
                config.profile().f29DueDay().map(F29DueDay::day),
                config.burstWindow().toSeconds(),
                config.apiToken().isPresent(),
                !config.webhookSecrets().isEmpty(),
                stored.createdAt(),
                stored.updatedAt());
    }
}
