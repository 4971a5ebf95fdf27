package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.port.MessageHistory;
import cl.fizko.chat.domain.port.MessageHistory.Answer;
import cl.fizko.chat.domain.port.MessageHistory.Query;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Questions to the history, and the pages that Kapso answers with. */
final class Histories {

    static final Query EVERYTHING = new Query(
            new LineId("109900000000001"),
            Optional.of(new Secret("clave-de-linea")),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-05-04T14:00:00Z"),
            Instant.parse("2026-05-04T15:00:00Z"),
            Optional.empty());

    private Histories() {}

    static MessageHistory at(String baseUrl) {
        return new KapsoPlugin()
                .open(Map.of("KAPSO_API_BASE_URL", baseUrl))
                .history()
                .orElseThrow();
    }

    static Query only(Direction direction) {
        return new Query(
                EVERYTHING.line(),
                EVERYTHING.token(),
                Optional.of(direction),
                EVERYTHING.providerConversation(),
                EVERYTHING.since(),
                EVERYTHING.until(),
                EVERYTHING.cursor());
    }

    static Query thread(String conversation) {
        return new Query(
                EVERYTHING.line(),
                EVERYTHING.token(),
                EVERYTHING.direction(),
                Optional.of(conversation),
                EVERYTHING.since(),
                EVERYTHING.until(),
                EVERYTHING.cursor());
    }

    static Query after(Query query, String cursor) {
        return new Query(
                query.line(),
                query.token(),
                query.direction(),
                query.providerConversation(),
                query.since(),
                query.until(),
                Optional.of(cursor));
    }

    static Query withoutToken() {
        return new Query(
                EVERYTHING.line(),
                Optional.empty(),
                EVERYTHING.direction(),
                EVERYTHING.providerConversation(),
                EVERYTHING.since(),
                EVERYTHING.until(),
                EVERYTHING.cursor());
    }

    static Query onLine(String line) {
        return new Query(
                new LineId(line),
                EVERYTHING.token(),
                EVERYTHING.direction(),
                EVERYTHING.providerConversation(),
                EVERYTHING.since(),
                EVERYTHING.until(),
                EVERYTHING.cursor());
    }

    static Answer.Page page(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Page.class);
        return (Answer.Page) answer;
    }

    static String unavailable(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return ((Answer.Unavailable) answer).code();
    }

    /** A customer's text as the Meta proxy lists it. */
    static String incoming(String id) {
        return """
                {"id":"%s","timestamp":"1777905845","type":"text","from":"56955500101","text":{"body":"Hola"},
                 "kapso":{"direction":"inbound","status":"received","origin":"cloud_api","contact_name":"Rosa Prueba",
                 "phone_number":"+56955500101","whatsapp_conversation_id":"5d0c"}}""".formatted(id);
    }

    /** One of the company's texts as the Meta proxy lists it. */
    static String outgoing(String id, String origin, String kapso) {
        return """
                {"id":"%s","timestamp":"1777905900","type":"text","to":"56955500101","text":{"body":"Su F29 vence el 20"},
                 "kapso":{"direction":"outbound","origin":"%s"%s}}""".formatted(id, origin, kapso.isEmpty() ? "" : "," + kapso.replace('\'', '"'));
    }

    static String data(String... entries) {
        return "{\"data\":[" + String.join(",", entries) + "]}";
    }
}
