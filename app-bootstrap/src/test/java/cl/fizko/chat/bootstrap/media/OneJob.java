package cl.fizko.chat.bootstrap.media;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A single job, due once, of a single number. */
final class OneJob implements MediaJobs {

    static final WhatsAppConfig CONFIG = new WhatsAppConfig(
            new WhatsAppConfigId(new UUID(7, 1)),
            new CompanyId(1),
            new ProviderId("kapso"),
            new LineId("109900000000001"),
            Optional.empty(),
            new PhoneNumber("+56255500001"),
            true,
            true,
            Duration.ZERO,
            CompanyProfile.unknown(),
            Optional.empty(),
            List.of());

    private final MediaJob job;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    OneJob(MediaJob job) {
        this.job = job;
    }

    static WhatsAppConfigRepository configs() {
        return new WhatsAppConfigRepository() {
            @Override
            public void add(WhatsAppConfig config) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<WhatsAppConfig> byId(WhatsAppConfigId id) {
                return Optional.of(CONFIG).filter(config -> config.id().equals(id));
            }

            @Override
            public Optional<WhatsAppConfig> byLine(ProviderId provider, LineId line) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<WhatsAppConfig> byAccount(ProviderId provider, String businessAccountId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<WhatsAppConfig> withOwnWebhookSecrets(ProviderId provider) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<WhatsAppConfig> all() {
                return List.of(CONFIG);
            }
        };
    }

    /** What was recorded, as soon as it is. */
    String outcome() throws Exception {
        return outcome.get(30, TimeUnit.SECONDS);
    }

    boolean hasOutcome() {
        return outcome.isDone();
    }

    @Override
    public List<MediaJob> claim(int limit, Duration lease) {
        return claimed.compareAndSet(false, true) ? List.of(job) : List.of();
    }

    @Override
    public void stored(MediaJob job, Outcome.Fetched file) {
        outcome.complete("stored " + file.bytes() + " bytes " + file.mimeType().orElse("?"));
    }

    @Override
    public void retry(MediaJob job, Duration delay, String code) {
        outcome.complete("retry " + code);
    }

    @Override
    public void failed(MediaJob job, Failure failure) {
        outcome.complete("failed " + failure);
    }
}
