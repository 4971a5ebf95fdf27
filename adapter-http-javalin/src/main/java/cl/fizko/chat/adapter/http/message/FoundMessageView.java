package cl.fizko.chat.adapter.http.message;

import cl.fizko.chat.adapter.http.api.Described;
import cl.fizko.chat.domain.message.FoundMessage;
import cl.fizko.chat.domain.message.Highlight;
import java.util.List;

/** A message that says what was looked for. */
record FoundMessageView(
        MessageView message,

        @Described("The words around the first hit as HTML: hits in <mark>, all else escaped.")
        String snippet,

        @Described("Where the hits are in the content.") List<HitView> highlights) {

    static FoundMessageView of(FoundMessage found) {
        return new FoundMessageView(
                MessageView.of(found.message()),
                found.words().snippet(),
                found.words().marks().stream().map(HitView::of).toList());
    }

    /** A hit. */
    record HitView(
            @Described("In UTF-16 units, inclusive.") int start,
            @Described("Exclusive.") int end) {
        static HitView of(Highlight.Mark mark) {
            return new HitView(mark.start(), mark.end());
        }
    }
}
