package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.MediaJobs;
import cl.fizko.chat.domain.port.MediaSource.Outcome;
import cl.fizko.chat.domain.port.MediaStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Jobs in a list, all of them due. A lease never runs out, and what is to be tried again is handed out only when added anew. */
public final class InMemoryMediaJobs implements MediaJobs {

    /** What was recorded about a job. */
    public sealed interface Recorded {
        MediaJob job();

        record Stored(MediaJob job, Outcome.Fetched file) implements Recorded {}

        record Retry(MediaJob job, Duration delay, String code) implements Recorded {}

        record Failed(MediaJob job, Failure failure) implements Recorded {}
    }

    private final Map<MediaStore.Key, MediaJob> due = new LinkedHashMap<>();
    private final BlockingQueue<Recorded> records = new LinkedBlockingQueue<>();

    public synchronized void add(MediaJob job) {
        due.put(job.key(), job);
    }

    /** How many nobody has claimed. */
    public synchronized int due() {
        return due.size();
    }

    @Override
    public synchronized List<MediaJob> claim(int limit, Duration lease) {
        var claimed = due.values().stream().limit(limit).toList();
        claimed.forEach(job -> due.remove(job.key()));
        return claimed;
    }

    @Override
    public void stored(MediaJob job, Outcome.Fetched file) {
        records.add(new Recorded.Stored(job, file));
    }

    @Override
    public void retry(MediaJob job, Duration delay, String code) {
        records.add(new Recorded.Retry(job, delay, code));
    }

    @Override
    public void failed(MediaJob job, Failure failure) {
        records.add(new Recorded.Failed(job, failure));
    }

    /** All that was recorded and not yet taken. */
    public List<Recorded> recorded() {
        return List.copyOf(records);
    }

    /** The next so many records, as soon as they are there. */
    public List<Recorded> take(int count) throws InterruptedException {
        var taken = new ArrayList<Recorded>();
        while (taken.size() < count) {
            var next = records.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("only " + taken.size() + " of " + count + " jobs were recorded");
            }
            taken.add(next);
        }
        return taken;
    }
}
