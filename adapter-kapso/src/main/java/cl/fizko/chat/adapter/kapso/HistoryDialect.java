package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** One of Kapso's two APIs: where it keeps its history and how it tells it. Thread-safe. */
interface HistoryDialect {

    /** What both APIs give at most. */
    int PAGE_SIZE = 100;

    /** The one that the settings choose. */
    static HistoryDialect of(KapsoSettings settings) {
        return settings.legacyV1() ? new LegacyV1History(settings.baseUrl()) : new MetaProxyHistory(settings.baseUrl());
    }

    /**
     * Where the page is.
     *
     * @throws NotUnderstood if the line, the conversation or the cursor cannot be one
     */
    HttpUrl url(Query query);

    /**
     * Reads the answer.
     *
     * @throws NotUnderstood if it is no page
     */
    Answer page(Query query, Field body);

    /** How to go on when the page does not exist; empty when there is no other way. */
    Optional<Answer> missing(Query query);

    /** An id that goes into a path; any other would lead the API key to another address. */
    static String segment(String name, String id) {
        if (!Dialect.isPathSegment(id)) {
            throw new NotUnderstood(name + ": cannot stand in an address");
        }
        return id;
    }

    /** The elements of a page, in whichever envelope. */
    static List<Field> elements(Field body, String name) {
        for (var place : List.of(body.at("data"), body.at("data").at(name), body.at(name), body)) {
            if (place.node().isArray()) {
                return place.elements();
            }
        }
        throw body.at("data").wrong("not a list");
    }
}
