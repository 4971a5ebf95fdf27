package cl.fizko.chat.adapter.kapso;

import io.github.bucket4j.TimeMeter;

/** Tells buckets the time. */
record Meter(MonotonicTime time) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return time.nanos();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
