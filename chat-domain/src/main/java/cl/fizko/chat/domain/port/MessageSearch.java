package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.FoundMessage;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;

/**
 * Outbound port: looks for words in messages, whatever their case, accents and endings (Spanish stems). Words that everybody uses,
 * like "de la", are not looked for. Thread-safe.
 */
public interface MessageSearch {

    /** Counts exactly to so many. */
    int COUNTED_TO = 1_000;

    /** The messages that say it, newest first; none when the query holds nothing that can be looked for. */
    Page<FoundMessage> find(CompanyId company, SearchQuery query, SearchFilter filter, PageRequest request);

    /** Makes so many messages searchable that were stored before search was; whether some may be left. */
    boolean catchUp(int messages);
}
