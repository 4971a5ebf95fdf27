package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.message.ChoiceList;
import cl.fizko.chat.domain.message.ReplyButtons;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Buttons and lists as {@code details}; their body is in {@code content}. */
final class OfferColumns {

    private OfferColumns() {}

    static void put(ObjectNode details, ReplyButtons offer) {
        offer.header().ifPresent(header -> {
            if (header instanceof ReplyButtons.Header.Line line) {
                details.putObject("header").put("text", line.text());
            } else if (header instanceof ReplyButtons.Header.File file) {
                var json = details.putObject("header").put("kind", file.kind().wireName());
                FileColumns.put(json, file.file());
            }
        });
        JsonFields.put(details, "footer", offer.footer());
        var buttons = details.putArray("buttons");
        offer.buttons()
                .forEach(button -> buttons.addObject().put("id", button.id()).put("title", button.title()));
    }

    static ReplyButtons buttons(String body, JsonNode details) {
        return new ReplyButtons(
                JsonFields.object(details, "header").map(OfferColumns::header),
                body,
                JsonFields.text(details, "footer"),
                JsonFields.all(
                        details,
                        "buttons",
                        button -> new ReplyButtons.Button(
                                JsonFields.required(button, "id"), JsonFields.required(button, "title"))));
    }

    private static ReplyButtons.Header header(JsonNode json) {
        return json.has("kind")
                ? new ReplyButtons.Header.File(
                        FileColumns.kind(JsonFields.required(json, "kind")), FileColumns.read(json))
                : new ReplyButtons.Header.Line(JsonFields.required(json, "text"));
    }

    static void put(ObjectNode details, ChoiceList offer) {
        JsonFields.put(details, "header", offer.header());
        JsonFields.put(details, "footer", offer.footer());
        details.put("opener", offer.opener());
        var sections = details.putArray("sections");
        for (var section : offer.sections()) {
            var json = sections.addObject();
            JsonFields.put(json, "title", section.title());
            var rows = json.putArray("rows");
            for (var row : section.rows()) {
                var one = rows.addObject().put("id", row.id()).put("title", row.title());
                JsonFields.put(one, "description", row.description());
            }
        }
    }

    static ChoiceList list(String body, JsonNode details) {
        return new ChoiceList(
                JsonFields.text(details, "header"),
                body,
                JsonFields.text(details, "footer"),
                JsonFields.required(details, "opener"),
                JsonFields.all(details, "sections", OfferColumns::section));
    }

    private static ChoiceList.Section section(JsonNode json) {
        return new ChoiceList.Section(
                JsonFields.text(json, "title"),
                JsonFields.all(
                        json,
                        "rows",
                        row -> new ChoiceList.Row(
                                JsonFields.required(row, "id"),
                                JsonFields.required(row, "title"),
                                JsonFields.text(row, "description"))));
    }
}
