package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import java.time.Duration;
import java.util.List;

/**
 * Outbound port: the files that customers sent and that are not fetched yet. A job is made in the commit that stores its message.
 * Thread-safe; timed by the store's clock.
 */
public interface MediaJobs {

    /** Hands out due jobs, longest due first; no other worker gets them while the lease runs. */
    List<MediaJob> claim(int limit, Duration lease);

    /** The file is in the media store. Ignored when the job was handed out again meanwhile. */
    void stored(MediaJob job, MediaSource.Outcome.Fetched file);

    /** To be tried again after {@code delay}. Ignored when the job was handed out again meanwhile. */
    void retry(MediaJob job, Duration delay, String code);

    /** Never to be tried again. Ignored when the job was handed out again meanwhile. */
    void failed(MediaJob job, Failure failure);

    /**
     * A file to fetch.
     *
     * @param attempt 1 for the first
     */
    record MediaJob(MediaStore.Key key, WhatsAppConfigId config, MediaKind kind, MediaReference file, int attempt) {}
}
