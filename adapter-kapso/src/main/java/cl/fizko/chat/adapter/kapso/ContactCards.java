package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MessageContent;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Contact cards, which are Meta's JSON in both directions and in both of Kapso's APIs (Meta, "Contacts messages"). */
final class ContactCards {

    private static final int MOST = 257;

    private ContactCards() {}

    /** What keeps the cards from being sent; empty when nothing does. */
    static List<FieldProblem> problems(MessageContent.Contacts contacts) {
        JsonNode cards;
        try {
            cards = read(contacts);
        } catch (NotUnderstood e) {
            return List.of(new FieldProblem("cards", "is JSON"));
        }
        if (!cards.isArray() || cards.isEmpty() || cards.size() > MOST) {
            return List.of(new FieldProblem("cards", "is a list of 1 to " + MOST + " contact cards"));
        }
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < cards.size(); i++) {
            if (cards.get(i).path("name").path("formatted_name").asText("").isBlank()) {
                problems.add(new FieldProblem("cards[" + i + "].name.formatted_name", "is the person's name"));
            }
        }
        return problems;
    }

    /** @throws NotUnderstood if they are no JSON */
    static JsonNode read(MessageContent.Contacts contacts) {
        return Json.parse(contacts.cardsJson().getBytes(StandardCharsets.UTF_8));
    }
}
