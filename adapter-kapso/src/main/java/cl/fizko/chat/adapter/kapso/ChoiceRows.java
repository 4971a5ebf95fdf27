package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.ChoiceList;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A section of a list, which both of Kapso's APIs write alike. */
final class ChoiceRows {

    private ChoiceRows() {}

    static void write(ChoiceList.Section section, ObjectNode object) {
        section.title().ifPresent(title -> object.put("title", title));
        var rows = object.putArray("rows");
        for (var row : section.rows()) {
            var target = rows.addObject().put("id", row.id()).put("title", row.title());
            row.description().ifPresent(description -> target.put("description", description));
        }
    }
}
