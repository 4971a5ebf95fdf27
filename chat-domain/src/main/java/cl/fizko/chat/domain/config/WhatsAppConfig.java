package cl.fizko.chat.domain.config;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One business number of one company, and how it is served. A company may have several.
 *
 * @param lineId the provider's id of the number, unique within the provider
 * @param businessAccountId the provider's id of the account that owns the number and its templates
 * @param phoneNumber the number that customers see
 * @param active false: messages are stored, nothing is sent
 * @param autoResponses false: messages are stored, no agent answers
 * @param burstWindow for so long after a message more are awaited, to be answered together; zero: each by itself
 * @param profile what agents may know of the company
 * @param apiToken the provider's key for this number; empty means the provider's own default
 * @param webhookSecrets keys that may sign this number's webhooks, newest first; empty means the installation's default
 */
public record WhatsAppConfig(
        WhatsAppConfigId id,
        CompanyId companyId,
        ProviderId provider,
        LineId lineId,
        Optional<String> businessAccountId,
        PhoneNumber phoneNumber,
        boolean active,
        boolean autoResponses,
        Duration burstWindow,
        CompanyProfile profile,
        Optional<Secret> apiToken,
        List<Secret> webhookSecrets) {

    public WhatsAppConfig {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Whether agents may answer what arrives here. */
    public boolean answersByItself() {
        return active && autoResponses;
    }
}
