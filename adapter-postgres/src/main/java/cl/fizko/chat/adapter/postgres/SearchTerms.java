package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.SearchQuery;
import cl.fizko.chat.domain.message.SearchQuery.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * A query as PostgreSQL understands it: what is looked for by each term, and by each word of it, as a {@code tsquery} that the
 * database itself has written; empty for words that everybody uses.
 */
record SearchTerms(List<Compiled> terms) {

    private static final String COMPILE = """
            select (case when k.beginning then search_beginning(k.words) else search_phrase(k.words) end)::text
              from unnest(:words, :beginning) with ordinality k(words, beginning, place)
             order by k.place""";

    SearchTerms {
        terms = List.copyOf(terms);
    }

    /**
     * One term.
     *
     * @param query what is looked for
     * @param words what each word alone is looked for by
     */
    record Compiled(Term term, String query, List<String> words) {}

    static SearchTerms compile(Handle handle, SearchQuery query) {
        List<Asked> asked = new ArrayList<>();
        for (var term : query.terms()) {
            asked.add(new Asked(String.join(" ", term.words()), term.beginning()));
            term.words().forEach(word -> asked.add(new Asked(word, term.beginning())));
        }
        if (asked.isEmpty()) {
            return new SearchTerms(List.of());
        }
        var answers = MultiRow.of(handle.createQuery(COMPILE), asked)
                .with("words", String.class, Asked::words)
                .with("beginning", Boolean.class, Asked::beginning)
                .statement()
                .mapTo(String.class)
                .list()
                .iterator();
        return new SearchTerms(query.terms().stream()
                .map(term -> new Compiled(
                        term,
                        answers.next(),
                        term.words().stream().map(word -> answers.next()).toList()))
                .filter(term -> !term.query().isEmpty())
                .toList());
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** All of it. */
    String query() {
        return terms.stream().map(term -> "(" + term.query() + ")").collect(Collectors.joining(" & "));
    }

    /** All of it, said in that company and perhaps that conversation. */
    String query(CompanyId company, Optional<ConversationId> conversation) {
        return query() + " & '@" + company.value() + "'"
                + conversation.map(id -> " & '#" + id.value() + "'").orElse("");
    }

    private record Asked(String words, boolean beginning) {}

    @Override
    public String toString() {
        return "SearchTerms[***]";
    }
}
