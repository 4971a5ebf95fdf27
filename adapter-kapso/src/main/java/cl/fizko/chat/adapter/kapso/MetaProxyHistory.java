package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Entry;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The history behind Kapso's Meta proxy, {@code GET {base}/{phone_number_id}/messages}: Meta's messages with Kapso's additions,
 * in pages with cursors (Kapso, "List messages").
 */
final class MetaProxyHistory implements HistoryDialect {

    private final HttpUrl baseUrl;

    MetaProxyHistory(HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public HttpUrl url(Query query) {
        var url = baseUrl.newBuilder()
                .addPathSegment(HistoryDialect.segment("line", query.line().value()))
                .addPathSegment("messages");
        query.direction()
                .ifPresent(direction ->
                        url.addQueryParameter("direction", direction == Direction.INCOMING ? "inbound" : "outbound"));
        query.providerConversation().ifPresent(id -> url.addQueryParameter("conversation_id", id));
        url.addQueryParameter("since", query.since().toString())
                .addQueryParameter("until", query.until().toString())
                .addQueryParameter("limit", Integer.toString(PAGE_SIZE))
                .addQueryParameter("fields", "kapso(default)");
        query.cursor().ifPresent(cursor -> url.addQueryParameter("after", cursor));
        return url.build();
    }

    @Override
    public Answer page(Query query, Field body) {
        var elements = HistoryDialect.elements(body, "messages");
        var entries = elements.stream()
                .map(entry -> HistoryEntryReader.read(query, query.providerConversation(), entry))
                .<Entry>flatMap(Optional::stream)
                .toList();
        return new Answer.Page(entries, elements.isEmpty() ? Optional.empty() : next(query, body.at("paging")));
    }

    /** Meta gives a cursor on the last page too, but no link; where links are not given at all, the cursor has to do. */
    private Optional<String> next(Query query, Field paging) {
        var link = paging.at("next");
        if (link.isMissing() && !link.node().isMissingNode()) {
            return Optional.empty();
        }
        return paging.at("cursors")
                .at("after")
                .optionalText()
                .or(() -> link.optionalText().map(HttpUrl::parse).map(url -> url.queryParameter("after")))
                .filter(cursor -> !query.cursor().equals(Optional.of(cursor)));
    }

    @Override
    public Optional<Answer> missing(Query query) {
        return Optional.empty();
    }
}
