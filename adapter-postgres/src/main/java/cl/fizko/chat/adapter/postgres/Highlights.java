package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SearchTerms.Compiled;
import cl.fizko.chat.domain.message.Highlight;
import cl.fizko.chat.domain.message.Highlight.Mark;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Where in texts it says what was looked for. Whether a word is one that was meant is asked of the database, in one statement for all
 * texts, so that what is found and what is marked go by the same rules.
 */
final class Highlights {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private static final String MEANT = """
            select w.word, q.query
              from unnest(:words) w(word)
              join unnest(:queries) q(query)
                on search_document(0, '00000000-0000-0000-0000-000000000000', w.word) @@ q.query::tsquery""";

    private final List<Compiled> terms;
    private final Map<String, Set<String>> meant;

    private Highlights(List<Compiled> terms, Map<String, Set<String>> meant) {
        this.terms = terms;
        this.meant = meant;
    }

    /** Marks each of the texts. */
    static List<Highlight> in(Handle handle, SearchTerms terms, List<String> texts) {
        var queries = new LinkedHashSet<String>();
        var initials = new HashSet<String>();
        for (var term : terms.terms()) {
            for (var i = 0; i < term.words().size(); i++) {
                if (!term.words().get(i).isEmpty()) {
                    queries.add(term.words().get(i));
                    initials.add(initial(term.term().words().get(i)));
                }
            }
        }
        // No stem changes the first letter, so most words need no asking.
        var words = new LinkedHashSet<String>();
        texts.forEach(text -> WORD.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(word -> initials.contains(initial(word)))
                .forEach(words::add));
        var marking = new Highlights(terms.terms(), meant(handle, List.copyOf(words), List.copyOf(queries)));
        return texts.stream().map(marking::mark).toList();
    }

    private static Map<String, Set<String>> meant(Handle handle, List<String> words, List<String> queries) {
        var meant = new HashMap<String, Set<String>>();
        if (!words.isEmpty()) {
            handle.createQuery(MEANT)
                    .bindArray("words", String.class, words)
                    .bindArray("queries", String.class, queries)
                    .map((row, context) -> meant.computeIfAbsent(row.getString("word"), word -> new HashSet<>())
                            .add(row.getString("query")))
                    .list();
        }
        return meant;
    }

    private static String initial(String word) {
        var folded = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return folded.isEmpty() ? "" : folded.substring(0, folded.offsetByCodePoints(0, 1));
    }

    private Highlight mark(String text) {
        var words = WORD.matcher(text)
                .results()
                .map(found -> new Word(found.group(), found.start(), found.end()))
                .toList();
        List<Mark> marks = new ArrayList<>();
        for (var term : terms) {
            var wanted = said(term);
            for (var from = 0; from + wanted.size() <= words.size(); from++) {
                if (says(words.subList(from, from + wanted.size()), wanted)) {
                    marks.add(new Mark(words.get(from).start, words.get(from + wanted.size() - 1).end));
                }
            }
        }
        return new Highlight(text, apart(marks));
    }

    /** A term's words without those at its edges that are not looked for. */
    private static List<String> said(Compiled term) {
        var words = term.words();
        var first = 0;
        var last = words.size();
        while (words.get(first).isEmpty()) {
            first++;
        }
        while (words.get(last - 1).isEmpty()) {
            last--;
        }
        return words.subList(first, last);
    }

    private boolean says(List<Word> words, List<String> wanted) {
        for (var i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).isEmpty()
                    && !meant.getOrDefault(words.get(i).text, Set.of()).contains(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** From first to last; what overlaps is one. */
    private static List<Mark> apart(List<Mark> marks) {
        List<Mark> apart = new ArrayList<>();
        var sorted = marks.stream().sorted(Comparator.comparingInt(Mark::start)).toList();
        for (var mark : sorted) {
            var last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last != null && mark.start() < last.end()) {
                apart.set(apart.size() - 1, new Mark(last.start(), Math.max(last.end(), mark.end())));
            } else {
                apart.add(mark);
            }
        }
        return apart;
    }

    private record Word(String text, int start, int end) {}
}
