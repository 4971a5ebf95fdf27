package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The history in Kapso's legacy API, which is kept by conversation (Kapso, "Legacy API"). For a whole line it is asked which
 * conversations were active, and then for the messages of each; a page without entries that names a next one is on the way
 * there. Lines are told apart by Kapso's own ids, so the line's is looked up first: a key may serve several, and a message must
 * never end at another company.
 */
final class LegacyV1History implements HistoryDialect {

    /** Where reading ends however much there is: a thousand messages of a conversation, two thousand conversations. */
    private static final int MAX_MESSAGE_PAGES = 10;

    private static final int MAX_THREAD_PAGES = 20;
    private static final int MAX_LINE_PAGES = 5;

    private final HttpUrl baseUrl;

    LegacyV1History(HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    private static LegacyCursor cursor(Query query) {
        return query.cursor()
                .map(LegacyCursor::parse)
                .or(() ->
                        query.providerConversation().map(id -> LegacyCursor.messages(Optional.empty(), 0, List.of(id))))
                .orElseGet(() -> LegacyCursor.lines(1));
    }

    @Override
    public HttpUrl url(Query query) {
        var cursor = cursor(query);
        var url = baseUrl.newBuilder();
        switch (cursor.step()) {
            case LINES -> url.addPathSegment("whatsapp_configs");
            case THREADS -> {
                url.addPathSegment("whatsapp_conversations")
                        .addQueryParameter(
                                "q[last_active_at_gteq]", query.since().toString());
                cursor.config().ifPresent(id -> url.addQueryParameter("q[whatsapp_config_id_eq]", id));
            }
            case MESSAGES ->
                url.addPathSegment("whatsapp_conversations")
                        .addPathSegment(HistoryDialect.segment(
                                "conversation", cursor.threads().get(0)))
                        .addPathSegment("whatsapp_messages");
        }
        return url.addQueryParameter("page", Integer.toString(cursor.page()))
                .addQueryParameter("per_page", Integer.toString(PAGE_SIZE))
                .build();
    }

    @Override
    public Answer page(Query query, Field body) {
        var cursor = cursor(query);
        return switch (cursor.step()) {
            case LINES -> lines(query, cursor, body);
            case THREADS -> threads(query, cursor, body);
            case MESSAGES -> messages(query, cursor, body);
        };
    }

    /** A key without the right to list lines may still list conversations; one that was deleted holds up no other. */
    @Override
    public Optional<Answer> missing(Query query) {
        var cursor = cursor(query);
        return switch (cursor.step()) {
            case LINES -> Optional.of(onTheWay(Optional.of(LegacyCursor.threads(Optional.empty(), 1))));
            case THREADS -> Optional.empty();
            case MESSAGES ->
                query.providerConversation().isPresent()
                        ? Optional.empty()
                        : Optional.of(onTheWay(cursor.nextThread()));
        };
    }

    private static Answer lines(Query query, LegacyCursor cursor, Field body) {
        var lines = HistoryDialect.elements(body, "whatsapp_configs");
        var config =
                Optional.ofNullable(LegacyLines.configs(lines).get(query.line().value()));
        if (config.isPresent()) {
            return onTheWay(Optional.of(LegacyCursor.threads(config, 1)));
        }
        return hasMore(body, cursor, lines, MAX_LINE_PAGES)
                ? onTheWay(Optional.of(cursor.nextPage()))
                : new Answer.Unavailable(Optional.empty(), "kapso:line");
    }

    private static Answer threads(Query query, LegacyCursor cursor, Field body) {
        var threads = HistoryDialect.elements(body, "whatsapp_conversations");
        var ids = threads.stream()
                .filter(thread -> isOfLine(query, cursor, thread))
                .map(thread -> thread.at("id").optionalText())
                .flatMap(Optional::stream)
                .filter(Dialect::isPathSegment)
                .distinct()
                .toList();
        int next = hasMore(body, cursor, threads, MAX_THREAD_PAGES) ? cursor.page() + 1 : 0;
        if (ids.isEmpty()) {
            return onTheWay(Optional.of(next)
                    .filter(page -> page > 0)
                    .map(page -> LegacyCursor.threads(cursor.config(), page)));
        }
        return onTheWay(Optional.of(LegacyCursor.messages(cursor.config(), next, ids)));
    }

    /**
     * What names its line counts by that; what names only Kapso's id of it counts if that id is known; what names neither counts if
     * only the line's were asked for.
     */
    private static boolean isOfLine(Query query, LegacyCursor cursor, Field thread) {
        var line = Places.first(
                Field::optionalId,
                thread.at("phone_number_id"),
                thread.at("whatsapp_config").at("phone_number_id"));
        if (line.isPresent()) {
            return line.get().equals(query.line().value());
        }
        var config = Places.first(
                Field::optionalText,
                thread.at("whatsapp_config_id"),
                thread.at("whatsapp_config").at("id"));
        return config.isEmpty() ? cursor.config().isPresent() : config.equals(cursor.config());
    }

    private static Answer messages(Query query, LegacyCursor cursor, Field body) {
        var messages = HistoryDialect.elements(body, "whatsapp_messages");
        var thread = Optional.of(cursor.threads().get(0));
        var entries = messages.stream()
                .map(message -> HistoryEntryReader.read(query, thread, message))
                .<Entry>flatMap(Optional::stream)
                .toList();
        var next = hasMore(body, cursor, messages, MAX_MESSAGE_PAGES) && !isPast(query, messages)
                ? Optional.of(cursor.nextPage())
                : cursor.nextThread();
        return new Answer.Page(entries, next.map(LegacyCursor::text));
    }

    /** Whether a list that goes back in time has come to what nobody asked for. */
    private static boolean isPast(Query query, List<Field> messages) {
        var first = written(messages.get(0));
        var last = written(messages.get(messages.size() - 1));
        return first.isPresent()
                && last.isPresent()
                && last.get().isBefore(query.since())
                && first.get().isAfter(last.get());
    }

    private static Optional<Instant> written(Field message) {
        try {
            return Timestamps.read(message.at("created_at"));
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    private static boolean hasMore(Field body, LegacyCursor cursor, List<Field> elements, int maxPages) {
        if (elements.isEmpty() || cursor.page() >= maxPages) {
            return false;
        }
        var total = body.at("meta").at("total_pages").node();
        return total.isIntegralNumber() ? total.asInt() > cursor.page() : elements.size() >= PAGE_SIZE;
    }

    private static Answer onTheWay(Optional<LegacyCursor> next) {
        return new Answer.Page(List.of(), next.map(LegacyCursor::text));
    }
}
