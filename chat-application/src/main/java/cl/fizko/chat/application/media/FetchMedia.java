package cl.fizko.chat.application.media;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaJobs.MediaJob;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt to fetch one customer's file into the media store, and records what came of it. Thread-safe. */
public final class FetchMedia {

    private static final Logger log = LoggerFactory.getLogger(FetchMedia.class);

    private final MediaJobs jobs;
    private final MediaStore store;
    private final WhatsAppConfigRepository configs;
    private final Providers providers;
    private final RetryPauses pauses;
    private final long maxBytes;
    private final AtomicBoolean storeFails = new AtomicBoolean();

    /**
     * The use case.
     *
     * @param maxBytes a longer file is refused
     */
    public FetchMedia(
            MediaJobs jobs,
            MediaStore store,
            WhatsAppConfigRepository configs,
            Providers providers,
            RetryPauses pauses,
            long maxBytes) {
        this.jobs = jobs;
        this.store = store;
        this.configs = configs;
        this.providers = providers;
        this.pauses = pauses;
        this.maxBytes = maxBytes;
    }

    /**
     * One attempt. A thread that is interrupted meanwhile records nothing: the lease runs out, and the job is handed out again.
     *
     * @throws RuntimeException if the outcome cannot be recorded; the job is handed out again then, too
     */
    public void attempt(MediaJob job) {
        var config = configs.byId(job.config());
        if (config.isEmpty()) {
            fail(job, new Failure(FailureReason.CONFIG, "config_missing", "its business number is gone"));
            return;
        }
        var source = providers.mediaOf(config.get());
        if (source.isEmpty()) {
            fail(job, new Failure(FailureReason.CONFIG, "unsupported", "its provider has no files to fetch"));
            return;
        }
        Outcome outcome;
        try {
            outcome = fetch(job, config.get(), source.get());
        } catch (UncheckedIOException e) {
            outcome = unwritable(e);
        } catch (RuntimeException e) {
            log.error("file of message {} failed", job.key().message(), Fault.withoutMessages(e));
            outcome = later("failed:" + e.getClass().getSimpleName());
        }
        record(job, outcome);
    }

    private Outcome fetch(MediaJob job, WhatsAppConfig config, MediaSource source) {
        var request = new MediaSource.Request(config.lineId(), config.apiToken(), job.file(), maxBytes);
        try (var upload = store.begin(job.key())) {
            var outcome = source.fetch(request, upload.stream());
            if (outcome instanceof Outcome.Fetched) {
                upload.complete();
                if (storeFails.getAndSet(false)) {
                    log.info("files can be stored again");
                }
            }
            return outcome;
        }
    }

    private void record(MediaJob job, Outcome outcome) {
        if (outcome instanceof Outcome.Fetched file) {
            jobs.stored(job, file);
            log.debug("file of message {} stored at attempt {}", job.key().message(), job.attempt());
        } else if (outcome instanceof Outcome.Refused refused) {
            fail(job, refused.failure());
        } else if (outcome instanceof Outcome.RetryLater later
                && !Thread.currentThread().isInterrupted()) {
            retry(job, later);
        }
    }

    private void retry(MediaJob job, Outcome.RetryLater later) {
        var pause = pauses.after(job.attempt(), later.after());
        if (pause.isEmpty()) {
            fail(
                    job,
                    new Failure(
                            FailureReason.RETRIES_EXHAUSTED,
                            later.code(),
                            "given up after " + job.attempt() + " attempts"
                                    + later.detail()
                                            .map(detail -> ": " + detail)
                                            .orElse("")));
            return;
        }
        if (later.detail().isPresent()) {
            // What a person can mend before the attempts run out.
            log.warn(
                    "file of message {} not fetched at attempt {}: {}: {}",
                    job.key().message(),
                    job.attempt(),
                    later.code(),
                    later.detail().get());
        } else {
            log.info(
                    "file of message {} not fetched at attempt {}: {}",
                    job.key().message(),
                    job.attempt(),
                    later.code());
        }
        jobs.retry(job, pause.get(), later.code());
    }

    private void fail(MediaJob job, Failure failure) {
        log.warn("file of message {} not fetched: {}", job.key().message(), failure);
        jobs.failed(job, failure);
    }

    /** A full disk fails every file, and is said once. */
    private Outcome unwritable(UncheckedIOException e) {
        if (!Thread.currentThread().isInterrupted() && !storeFails.getAndSet(true)) {
            log.error("files cannot be stored, they are tried again later: {}", Fault.summary(e));
        }
        return later("store");
    }

    private static Outcome later(String code) {
        return new Outcome.RetryLater(Optional.<Duration>empty(), code);
    }
}
