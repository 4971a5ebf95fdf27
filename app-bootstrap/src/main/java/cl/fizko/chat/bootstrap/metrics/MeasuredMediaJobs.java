package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaSource;
import java.time.Duration;
import java.util.List;

/** Counts what comes of fetching customers' files. */
final class MeasuredMediaJobs implements MediaJobs {

    private final MediaJobs jobs;
    private final Counters outcomes;

    MeasuredMediaJobs(MediaJobs jobs, Counters outcomes) {
        this.jobs = jobs;
        this.outcomes = outcomes;
    }

    @Override
    public List<MediaJob> claim(int limit, Duration lease) {
        return jobs.claim(limit, lease);
    }

    @Override
    public void stored(MediaJob job, MediaSource.Outcome.Fetched file) {
        jobs.stored(job, file);
        outcomes.count("stored");
    }

    @Override
    public void retry(MediaJob job, Duration delay, String code) {
        jobs.retry(job, delay, code);
        outcomes.count("retried");
    }

    @Override
    public void failed(MediaJob job, Failure failure) {
        jobs.failed(job, failure);
        outcomes.count("failed");
    }
}
