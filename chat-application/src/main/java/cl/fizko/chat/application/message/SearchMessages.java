package cl.fizko.chat.application.message;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.FoundMessage;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageSearch;
import jakarta.inject.Inject;

/** Use case: looks for words in a company's messages. Thread-safe. */
public final class SearchMessages {

    /** What is longer is no question but a paste, and each word costs. */
    public static final int LONGEST_QUERY = 200;

    /** So many are made searchable at a time; it takes some tenths of a second. */
    private static final int BATCH = 2_000;

    private final MessageSearch search;

    @Inject
    public SearchMessages(MessageSearch search) {
        this.search = search;
    }

    /**
     * Those that say it, newest first.
     *
     * @param query as somebody typed it, see {@link SearchQuery}
     * @throws InvalidFieldsException naming {@code q}
     */
    public Page<FoundMessage> search(CompanyId company, String query, SearchFilter filter, PageRequest page) {
        if (query.isBlank() || query.length() > LONGEST_QUERY) {
            throw new InvalidFieldsException(
                    "q", "must have 1 to " + LONGEST_QUERY + " characters, not all of them spaces");
        }
        return search.find(company, SearchQuery.parse(query), filter, page);
    }

    /** Makes messages searchable that were stored before search was, until all are or the thread is interrupted. */
    public void catchUp() {
        var left = true;
        while (left && !Thread.currentThread().isInterrupted()) {
            left = search.catchUp(BATCH);
        }
    }
}
