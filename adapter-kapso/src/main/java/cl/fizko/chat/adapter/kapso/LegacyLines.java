package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which of Kapso's own ids belongs to a line: {@code GET {base}/whatsapp_configs} lists those of a key (Kapso, "Legacy API"). A
 * list is kept for ten minutes, its absence for seconds. Thread-safe; whoever asks while the same key's list is being fetched
 * waits for it: {@link #CALL_TIMEOUT} a page, and a key with up to a hundred lines has one page.
 */
final class LegacyLines {

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration KEPT = Duration.ofMinutes(10);

    /** A line may have been added since; a person waits for it. */
    private static final Duration ABSENT = Duration.ofMinutes(1);

    private static final Duration FAILED = Duration.ofSeconds(5);
    private static final int MAX_PAGES = 20;
    private static final int MOST_KEYS = 1_000;

    /** Each line comes with some kilobytes of settings. */
    private static final long MAX_ANSWER = 4_000_000;

    /** What is known of a line. */
    sealed interface Found {

        record Named(String config) implements Found {}

        /** The key's lines were listed, and this is none of them. */
        record Absent() implements Found {}

        /** There is no such list for the key (404). */
        record Untold() implements Found {}

        /** It cannot be said now. */
        record Unavailable(Optional<Duration> after, String code) implements Found {}

        /** The key itself is refused. */
        record Blocked(Failure failure) implements Found {}
    }

    private final Exchange exchange;
    private final HttpUrl baseUrl;
    private final MonotonicTime time;
    private final Cache<String, Shelf> shelves =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).build();

    /**
     * Nothing is fetched yet.
     *
     * @param exchange one whose calls take {@link #CALL_TIMEOUT} at most
     */
    LegacyLines(Exchange exchange, HttpUrl baseUrl, MonotonicTime time) {
        this.exchange = exchange;
        this.baseUrl = baseUrl;
        this.time = time;
    }

    /** Kapso's ids in a list of lines, by {@code phone_number_id}. What has no usable id is left out. */
    static Map<String, String> configs(List<Field> lines) {
        var configs = new HashMap<String, String>();
        for (var line : lines) {
            var config = line.at("id").optionalText().filter(Dialect::isPathSegment);
            var phoneNumberId = line.at("phone_number_id").optionalId();
            if (config.isPresent() && phoneNumberId.isPresent()) {
                configs.putIfAbsent(phoneNumberId.get(), config.get());
            }
        }
        return configs;
    }

    /** Kapso's id of the line. */
    Found find(LineId line, Optional<Secret> key) {
        return shelves.get(key.map(Fingerprint::of).orElse(""), name -> new Shelf())
                .find(line, key);
    }

    /** A key's list. */
    private final class Shelf {

        private @Nullable Listing listing;

        synchronized Found find(LineId line, Optional<Secret> key) {
            long now = time.nanos();
            var known = listing;
            if (known != null && known.answers(line, now)) {
                return known.find(line);
            }
            var fresh = list(key);
            listing = fresh;
            return fresh.find(line);
        }
    }

    /**
     * What asking for a list came to.
     *
     * @param instead what is said of every line; empty when there is a list
     * @param at when, in {@link MonotonicTime#nanos}
     */
    private record Listing(Map<String, String> configs, Optional<Found> instead, long at) {

        boolean answers(LineId line, long now) {
            var found = find(line);
            var kept = KEPT;
            if (found instanceof Found.Absent) {
                kept = ABSENT;
            } else if (found instanceof Found.Unavailable || found instanceof Found.Blocked) {
                kept = FAILED;
            }
            return now - at < kept.toNanos();
        }

        Found find(LineId line) {
            return instead.or(
                            () -> Optional.ofNullable(configs.get(line.value())).map(Found.Named::new))
                    .orElseGet(Found.Absent::new);
        }
    }

    private Listing list(Optional<Secret> key) {
        var configs = new HashMap<String, String>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            var result = exchange.call(new Draft.Ready("GET", url(page), Optional.empty()), key, () -> {}, MAX_ANSWER);
            if (!(result instanceof Exchange.Result.Answered answer) || !answer.isSuccess()) {
                return instead(failed(result));
            }
            var body = Field.root(answer.body());
            List<Field> lines;
            try {
                lines = HistoryDialect.elements(body, "whatsapp_configs");
            } catch (NotUnderstood e) {
                return instead(unreadable());
            }
            configs(lines).forEach(configs::putIfAbsent);
            if (!hasMore(body, page, lines)) {
                return new Listing(Map.copyOf(configs), Optional.empty(), time.nanos());
            }
        }
        return instead(unreadable());
    }

    private HttpUrl url(int page) {
        return baseUrl.newBuilder()
                .addPathSegment("whatsapp_configs")
                .addQueryParameter("page", Integer.toString(page))
                .addQueryParameter("per_page", Integer.toString(HistoryDialect.PAGE_SIZE))
                .build();
    }

    private static boolean hasMore(Field body, int page, List<Field> lines) {
        var total = body.at("meta").at("total_pages").node();
        return !lines.isEmpty()
                && (total.isIntegralNumber() ? total.asInt() > page : lines.size() >= HistoryDialect.PAGE_SIZE);
    }

    private Listing instead(Found found) {
        return new Listing(Map.of(), Optional.of(found), time.nanos());
    }

    private static Found unreadable() {
        return new Found.Unavailable(Optional.empty(), "kapso:answer");
    }

    private static Found failed(Exchange.Result result) {
        if (result instanceof Exchange.Result.Answered answer && answer.status() == 404) {
            return new Found.Untold();
        }
        var after =
                result instanceof Exchange.Result.Answered answer ? answer.retryAfter() : Optional.<Duration>empty();
        return KapsoErrors.failure(KapsoErrors.Api.LEGACY_V1, result)
                .<Found>map(failure -> failure.reason() == FailureReason.CONFIG
                        ? new Found.Blocked(failure)
                        : new Found.Unavailable(after, failure.code()))
                .orElseGet(LegacyLines::unreadable);
    }
}
