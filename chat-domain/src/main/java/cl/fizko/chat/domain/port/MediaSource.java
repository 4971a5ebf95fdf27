package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.MediaReference;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Outbound port: fetches files that customers sent from their provider. Addresses in a {@link MediaReference} are chosen by
 * others: only hosts on the provider's allow-list are called, whatever they redirect to.
 *
 * <p>Thread-safe. A call blocks while the file comes, for at most the time that the provider documents.
 */
public interface MediaSource {

    /**
     * One attempt. What it wrote counts only if the outcome is {@link Outcome.Fetched}.
     *
     * @return never null, and never an exception for anything that a network or a provider can do
     * @throws java.io.UncheckedIOException if {@code to} cannot be written
     */
    Outcome fetch(Request request, OutputStream to);

    /**
     * What to fetch.
     *
     * @param token the line's own key; empty means the provider's default
     * @param maxBytes a longer file is refused, however much of it has come
     */
    record Request(LineId line, Optional<Secret> token, MediaReference file, long maxBytes) {}

    /** What came of it. */
    sealed interface Outcome {
        /**
         * All of it has been written, and its digest is the one announced, if one was.
         *
         * @param sha256 64 lower-case hex digits, computed here
         * @param mimeType as the provider says
         */
        record Fetched(long bytes, String sha256, Optional<String> mimeType) implements Outcome {}

        /**
         * Not now.
         *
         * @param after how long the provider asks to wait; empty when it does not say
         * @param code e.g. {@code http:503}
         * @param detail one line for a person who can do something about it; never holds personal data or secrets
         */
        record RetryLater(Optional<Duration> after, String code, Optional<String> detail) implements Outcome {
            /** About which nobody can do anything. */
            public RetryLater(Optional<Duration> after, String code) {
                this(after, code, Optional.empty());
            }
        }

        /** Never, e.g. too long, gone, or on a host that is not allowed. */
        record Refused(Failure failure) implements Outcome {}
    }
}
