package cl.fizko.chat.domain.message;

import java.util.List;
import java.util.Optional;

/**
 * A text with a button that opens a list to choose one row from; the choice comes back as a {@link MessageContent.Choice}. What
 * WhatsApp allows is checked by {@link ContentLimits}.
 *
 * @param footer small print below the text
 * @param opener the title of the button that opens the list
 */
public record ChoiceList(
        Optional<String> header, String body, Optional<String> footer, String opener, List<Section> sections)
        implements MessageContent {

    public ChoiceList {
        sections = List.copyOf(sections);
    }

    /**
     * A group of rows.
     *
     * @param title may be missing when it is the only section
     */
    public record Section(Optional<String> title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }

        @Override
        public String toString() {
            return "Section[" + rows.size() + " rows]";
        }
    }

    /**
     * A row to choose.
     *
     * @param id comes back when it is chosen; the customer does not see it
     */
    public record Row(String id, String title, Optional<String> description) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    @Override
    public String type() {
        return "list";
    }

    @Override
    public Optional<String> words() {
        return Optional.of(body);
    }

    @Override
    public String toString() {
        return "ChoiceList[" + sections.size() + " sections]";
    }
}
