package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.domain.page.Cursor;
import java.util.Optional;

/** What many operations take. */
public final class CommonFields {

    /** The company: named by platform administrators; other keys have their own. */
    public static final Field<Long> COMPANY = Field.wholeNumber("company", 1, Long.MAX_VALUE)
            .described("The company; a platform administrator names it, any other key has its own.");

    static final Field<Long> PAGE = Field.wholeNumber("page", 1, 1_000_000_000).described("Counts from 1.");
    static final Field<Long> PAGE_SIZE = Field.wholeNumber("page_size", 1, 100).described("25 if not given.");
    static final Field<Cursor> CURSOR = Field.parsed(
                    "cursor",
                    FieldTypes.type("string"),
                    "must come from next or previous",
                    (String text) -> CursorText.read(text).orElse(null))
            .described("Where to read on; taken from next or previous.");

    private CommonFields() {}

    static final int DEFAULT_PAGE_SIZE = 25;

    static Optional<Integer> number(Values values, Field<Long> field) {
        return values.find(field).map(Long::intValue);
    }
}
