package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.FoundMessage;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.message.SearchFilter;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.page.Count;
import cl.fizko.chat.domain.page.Page;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.MessageSearch;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Looks for words in PostgreSQL's own index of words. A page takes five statements at most, whatever its size. */
final class PostgresMessageSearch implements MessageSearch {

    /** Nobody else is at it while the mark is locked; what is locked, somebody is about to change: next time. */
    private static final String REACHED =
            "select reached from message_search_backfill where not done for update skip locked";

    /** A message that is being changed or deleted is waited for, so that what it said before is not made searchable after. */
    private static final String CATCH_UP = """
            with older as materialized (
                   select id, company_id, conversation_id, direction, created_at, content
                     from whatsapp_messages
                    where id < :reached
                    order by id desc
                    limit :messages
                      for share),
                 added as (
                   insert into message_search
                          (company_id, created_at, message_id, conversation_id, direction, document)
                   select company_id, created_at, id, conversation_id, direction,
                          search_document(company_id, conversation_id, content)
                     from older
                    where content is not null
                   on conflict do nothing)
            update message_search_backfill
               set reached = coalesce((select id from older order by id limit 1), reached),
                   done = (select count(*) from older) < :messages""";

    /** A step costs a microsecond, a match in the index seven: with a million messages this makes the worst case the best. */
    private static final int STEPS = 10_000;

    private final Jdbi jdbi;

    PostgresMessageSearch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Page<FoundMessage> find(CompanyId company, SearchQuery query, SearchFilter filter, PageRequest request) {
        return FailureKind.once(() -> jdbi.withHandle(handle -> {
            var terms = SearchTerms.compile(handle, query);
            if (terms.isEmpty()) {
                return new Page<FoundMessage>(List.of(), new Count(0, true), Optional.empty(), Optional.empty());
            }
            var found = matches(company, terms, filter)
                    .page(
                            handle,
                            PostgresMessages.COLUMNS,
                            "left join whatsapp_messages m on m.id = k.id",
                            "m.id",
                            request,
                            PostgresMessages::read);
            return marked(handle, terms, found);
        }));
    }

    private static NewestMatches matches(CompanyId company, SearchTerms terms, SearchFilter filter) {
        var dates = filter.since().map(since -> " and s.created_at >= :since").orElse("")
                + filter.until().map(until -> " and s.created_at < :until").orElse("");
        var direction =
                filter.direction().map(way -> " and s.direction = :direction").orElse("");
        var whole = terms.query(company, filter.conversation());
        return new NewestMatches(
                "s.created_at",
                "s.message_id",
                "from message_search s where s.company_id = :company" + dates,
                "s.document @@ :words::tsquery" + direction,
                "from message_search s where s.document @@ :words::tsquery" + dates + direction,
                filter.conversation().isEmpty() ? STEPS : 0,
                statement -> bind(statement, company, whole, filter));
    }

    private static void bind(Query statement, CompanyId company, String words, SearchFilter filter) {
        statement.bind("company", company.value()).bind("words", words);
        filter.since().ifPresent(since -> statement.bind("since", since));
        filter.until().ifPresent(until -> statement.bind("until", until));
        filter.direction().map(Direction::wireName).ifPresent(way -> statement.bind("direction", way));
    }

    private static Page<FoundMessage> marked(Handle handle, SearchTerms terms, Page<Message> found) {
        var texts = found.rows().stream()
                .map(message -> message.content().words().orElse(""))
                .toList();
        var marks = Highlights.in(handle, terms, texts).iterator();
        return found.map(message -> new FoundMessage(message, marks.next()));
    }

    @Override
    public boolean catchUp(int messages) {
        return FailureKind.retrying(() -> jdbi.inTransaction(handle -> {
            var reached = handle.createQuery(REACHED).mapTo(UUID.class).findOne();
            reached.ifPresent(id -> handle.createUpdate(CATCH_UP)
                    .bind("reached", id)
                    .bind("messages", messages)
                    .execute());
            return reached.isPresent();
        }));
    }
}
