package cl.fizko.chat.application.media;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cl.fizko.chat.application.fake.InMemoryMediaJobs.Recorded;
import cl.fizko.chat.application.fake.Samples;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.MediaJobs.MediaJob;
import cl.fizko.chat.domain.port.MediaSource;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FetchMediaTest {

    private final MediaFixture media = new MediaFixture();
    private final MediaJob job = media.job(1, 1);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void attempt_fetched_isStoredAndRecorded() {
        var asked = new ArrayList<MediaSource.Request>();
        media.fetching((request, to) -> {
                    asked.add(request);
                    MediaFixture.write(to);
                    assertThat(media.store.files()).isEmpty();
                    return MediaFixture.ABC;
                })
                .attempt(job);
        assertThat(media.jobs.recorded()).containsExactly(new Recorded.Stored(job, MediaFixture.ABC));
        assertThat(media.store.files()).containsOnlyKeys(job.key());
        assertThat(asked)
                .containsExactly(new MediaSource.Request(
                        media.config.lineId(), media.config.apiToken(), job.file(), MediaFixture.MAX_BYTES));
    }

    @Test
    void attempt_notNow_isTriedAgainAndLeavesNothing() {
        var outcome = new Outcome.RetryLater(Optional.of(Duration.ofMinutes(5)), "http:429");
        media.fetching(MediaFixture.writing(outcome)).attempt(job);
        assertThat(media.store.files()).isEmpty();
        assertThat(media.jobs.recorded()).singleElement().isInstanceOfSatisfying(Recorded.Retry.class, retry -> {
            assertThat(retry.code()).isEqualTo("http:429");
            assertThat(retry.delay()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        });
    }

    @Test
    void attempt_notNowForTheLastTime_isExhausted() {
        var last = media.job(1, RetryPauses.MOST_ATTEMPTS);
        media.fetching(MediaFixture.writing(new Outcome.RetryLater(Optional.empty(), "sha256")))
                .attempt(last);
        assertThat(media.jobs.recorded())
                .containsExactly(new Recorded.Failed(
                        last, new Failure(FailureReason.RETRIES_EXHAUSTED, "sha256", "given up after 10 attempts")));
        assertThat(media.store.files()).isEmpty();
    }

    @Test
    void attempt_notNowWithADetail_keepsItToTheEnd() {
        var outcome = new Outcome.RetryLater(Optional.empty(), "media:host", Optional.of("not from storage.example"));
        var last = media.job(1, RetryPauses.MOST_ATTEMPTS);
        media.fetching(MediaFixture.writing(outcome)).attempt(job);
        media.fetching(MediaFixture.writing(outcome)).attempt(last);
        assertThat(media.jobs.recorded().get(0))
                .isInstanceOfSatisfying(
                        Recorded.Retry.class, retry -> assertThat(retry.code()).isEqualTo("media:host"));
        assertThat(media.jobs.recorded().get(1))
                .isEqualTo(new Recorded.Failed(
                        last,
                        new Failure(
                                FailureReason.RETRIES_EXHAUSTED,
                                "media:host",
                                "given up after 10 attempts: not from storage.example")));
    }

    @Test
    void attempt_notNowWithADetail_warnsTheOperatorOfIt() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var logger = (Logger) LoggerFactory.getLogger(FetchMedia.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            var detail = Optional.of("not from storage.example");
            media.fetching(MediaFixture.writing(new Outcome.RetryLater(Optional.empty(), "media:host", detail)))
                    .attempt(job);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).contains("media:host: not from storage.example");
        });
    }

    @Test
    void attempt_refused_failsWithTheReasonAndLeavesNothing() {
        var failure = new Failure(FailureReason.OTHER, "media:size", "too long");
        media.fetching(MediaFixture.writing(new Outcome.Refused(failure))).attempt(job);
        assertThat(media.jobs.recorded()).containsExactly(new Recorded.Failed(job, failure));
        assertThat(media.store.files()).isEmpty();
    }

    @Test
    void attempt_numberIsGone_isTriedAgain() {
        var lost = new MediaJob(job.key(), Samples.config("another").id(), job.kind(), job.file(), 1);
        media.fetching(MediaFixture.writing(MediaFixture.ABC)).attempt(lost);
        assertThat(retry().code()).isEqualTo("config_missing");
    }

    @Test
    void attempt_numberWithoutAKeyForNow_isTriedAgainUntilTheLastAttempt() {
        var fetching = media.fetching(Optional.empty());
        fetching.attempt(job);
        assertThat(retry().code()).isEqualTo("unsupported");
        fetching.attempt(media.job(1, RetryPauses.MOST_ATTEMPTS));
        assertThat(media.jobs.recorded().get(1))
                .isInstanceOfSatisfying(
                        Recorded.Failed.class,
                        failed -> assertThat(failed.failure().reason()).isEqualTo(FailureReason.RETRIES_EXHAUSTED));
    }

    /** Its attempts took the process with them, perhaps because of the file. */
    @Test
    void attempt_beyondTheLast_failsWithoutFetching() {
        var asked = new ArrayList<MediaSource.Request>();
        media.fetching((request, to) -> {
                    asked.add(request);
                    return MediaFixture.ABC;
                })
                .attempt(media.job(1, RetryPauses.MOST_ATTEMPTS + 1));
        assertThat(asked).isEmpty();
        assertThat(media.jobs.recorded())
                .singleElement()
                .isInstanceOfSatisfying(
                        Recorded.Failed.class,
                        failed -> assertThat(failed.failure().reason()).isEqualTo(FailureReason.RETRIES_EXHAUSTED));
    }

    @Test
    void attempt_fetchThatEndsInAnError_isTriedAgain() {
        media.fetching((request, to) -> {
                    throw new StackOverflowError();
                })
                .attempt(job);
        assertThat(retry().code()).isEqualTo("failed:StackOverflowError");
    }

    @Test
    void attempt_fullDisk_isTriedAgainUntilItIsNot() {
        var fetching = media.fetching(MediaFixture.writing(MediaFixture.ABC));
        media.store.setFull(true);
        fetching.attempt(job);
        fetching.attempt(job);
        media.store.setFull(false);
        fetching.attempt(job);
        assertThat(media.jobs.recorded())
                .extracting(recorded -> recorded instanceof Recorded.Retry retry ? retry.code() : "stored")
                .isEqualTo(List.of("store", "store", "stored"));
    }

    @Test
    void attempt_sourceWithABug_isTriedAgain() {
        media.fetching((request, to) -> {
                    throw new IllegalStateException("+56955500101");
                })
                .attempt(job);
        assertThat(media.jobs.recorded())
                .singleElement()
                .isInstanceOfSatisfying(
                        Recorded.Retry.class,
                        retry -> assertThat(retry.code()).isEqualTo("failed:IllegalStateException"));
    }

    /** The lease runs out instead: an attempt that a stop cut short is no failed one, and the store may be closed already. */
    @Test
    void attempt_interrupted_recordsNothing() {
        media.fetching((request, to) -> {
                    Thread.currentThread().interrupt();
                    return new Outcome.RetryLater(Optional.empty(), "net:io");
                })
                .attempt(job);
        assertThat(media.jobs.recorded()).isEmpty();
    }

    private Recorded.Retry retry() {
        assertThat(media.jobs.recorded()).singleElement().isInstanceOf(Recorded.Retry.class);
        return (Recorded.Retry) media.jobs.recorded().get(0);
    }
}
