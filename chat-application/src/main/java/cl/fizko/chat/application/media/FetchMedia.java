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
        if (job.attempt() > RetryPauses.MOST_ATTEMPTS) {
            // Its attempts ended without an outcome, e.g. with the process: perhaps by this very file.
            fail(job, exhausted(job, "attempts", Optional.empty()));
            return;
        }
        Outcome outcome;
        try {
            outcome = fetch(job);
        } catch (UncheckedIOException e) {
            outcome = unwritable(e);
        } catch (RuntimeException | Error e) {
            log.error("file of message {} failed", job.key().message(), Fault.withoutMessages(e));
            outcome = later("failed:" + e.getClass().getSimpleName());
        }
        record(job, outcome);
    }

    /** A number that is being set up anew, or whose key is missing, is no reason to give a file up: keys come back. */
    private Outcome fetch(MediaJob job) {
        var config = configs.byId(job.config());
        if (config.isEmpty()) {
            return later("config_missing");
        }
        var source = providers.mediaOf(config.get());
        return source.isPresent() ? fetch(job, config.get(), source.get()) : later("unsupported");
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
            fail(job, exhausted(job, later.code(), later.detail()));
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

    private static Failure exhausted(MediaJob job, String code, Optional<String> detail) {
        var tried = Math.min(job.attempt(), RetryPauses.MOST_ATTEMPTS);
        return new Failure(
                FailureReason.RETRIES_EXHAUSTED,
                code,
                "given up after " + tried + " attempts"
                        + detail.map(why -> ": " + why).orElse(""));
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
