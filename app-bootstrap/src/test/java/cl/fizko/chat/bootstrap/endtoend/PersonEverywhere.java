package cl.fizko.chat.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.MediaStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One person, Rosa Prueba, in every place where an app stores something about people. */
final class PersonEverywhere {

    static final String PHONE = "56955500101";
    static final String USER_ID = "CL.5550112233445566";

    /** Somebody else in the same deliveries. */
    static final String OTHER = "56955500102";

    static final ContactAddress ADDRESS = new ContactAddress(
            Optional.of(new PhoneNumber("+" + PHONE)), Optional.of(new BusinessScopedUserId(USER_ID)));

    /** The number in Base64, as a wamid spells it before a zero byte or nothing. */
    static final String IN_BASE64 = Base64.getEncoder()
            .encodeToString(PHONE.getBytes(StandardCharsets.US_ASCII))
            .substring(0, 15);

    /** Whatever tells who it is. */
    static final List<String> NEEDLES =
            List.of(PHONE, PHONE.substring(2), "9 5550 0101", USER_ID, IN_BASE64, "Rosa Prueba", "rosa.prueba");

    static final String API_KEY = "clave-de-prueba-de-la-plataforma-0001";

    /** Settings that an app needs for {@link #in}. */
    static final Map<String, String> SETTINGS = Map.of("CHAT_ADMIN_API_KEY", API_KEY);

    private final TestApp app;
    private final KapsoDouble kapso;
    private final CompanyId company;

    private PersonEverywhere(TestApp app, KapsoDouble kapso, CompanyId company) {
        this.app = app;
        this.kapso = kapso;
        this.company = company;
    }

    /** Returns the company that knows the person. */
    static CompanyId in(TestApp app, KapsoDouble kapso) throws Exception {
        for (var fixture : FixtureDeliveries.all()) {
            app.deliver(fixture.underAnotherKey());
        }
        app.deliver(KapsoWebhooks.received(PHONE, "wamid.question", "¿cuándo vence el F29?"));
        app.deliver(KapsoWebhooks.received(PHONE, "wamid.number", "mi número es +56 9 5550 0101, o 955500101"));
        settled(app);
        var company = new CompanyId(app.stored().number("select max(company_id) from contacts"));
        var person = new PersonEverywhere(app, kapso, company);
        person.inWhatNobodyUnderstands();
        person.inWhatStaffDo();
        person.inAFile();
        person.amongTheReminded();
        person.inWhatWaits();
        return company;
    }

    /** Our own ids of the person's contacts, conversations and messages. */
    static List<String> ids(TestApp app) {
        var theirs = " from contacts p join whatsapp_conversations c on c.contact_id = p.id"
                + " join whatsapp_messages m on m.conversation_id = c.id"
                + " where p.phone = '+" + PHONE + "' or p.business_scoped_user_id = '" + USER_ID + "'";
        return List.of(app.stored()
                .text("select string_agg(id, ',') from (select p.id::text" + theirs + " union select c.id::text"
                        + theirs + " union select m.id::text" + theirs + ") ids (id)")
                .orElseThrow()
                .split(","));
    }

    private static void settled(TestApp app) throws InterruptedException {
        app.stored().await("select count(*) from whatsapp_conversations where pending_since is not null", 0);
        app.stored().await("select count(*) from whatsapp_messages where due_at is not null", 0);
    }

    private void inWhatNobodyUnderstands() throws Exception {
        app.deliver(KapsoWebhooks.signed(
                        "whatsapp.poll.updated", "{\"poll\":{\"voter\":\"+56 9 5550 0101\",\"name\":\"Rosa Prueba\"}}")
                .with("X-Idempotency-Key", "poll of " + PHONE));
        sql("update webhook_events set reason = 'no poll of +" + PHONE + "' where idempotency_key like 'poll%'");
        app.deliver(KapsoWebhooks.signed(
                "whatsapp.message.received", "{\"from\":\"" + PHONE + "\",\"name\":\"Rosa Prueba"));
        app.deliver(KapsoWebhooks.status(PHONE, "wamid.HBgL" + IN_BASE64 + "AgASunknown", "read"));
    }

    private void inWhatStaffDo() throws Exception {
        var conversation = app.stored()
                .text("select c.id::text from whatsapp_conversations c join contacts p on p.id = c.contact_id"
                        + " where p.phone = '+" + PHONE + "' order by c.last_active_at desc limit 1")
                .orElseThrow();
        call("PATCH", "conversations/" + conversation + "/", """
                {"contact_name":"Rosa Prueba","tags":["de Rosa Prueba"],"metadata":{"phone":"+%s"}}""".formatted(PHONE));
        call("POST", "templates/", """
                {"name":"saludo","content":"Hola {{nombre}}","category":"utility"}""");
        call("POST", "send-template/", """
                {"phone_number":"+%s","template_name":"saludo","variables":{"nombre":"Rosa Prueba"}}""".formatted(PHONE));
        kapso.next(KapsoDouble.status(
                400,
                "{\"error\":{\"code\":131026,\"message\":\"+" + PHONE + " is away\",\"error_data\":{\"details\":\""
                        + PHONE + "\"}}}",
                Map.of()));
        call("POST", "send-message/", """
                {"phone_number":"+%s","message":"Estimada Rosa Prueba, le escribo al +%s"}""".formatted(PHONE, PHONE));
        settled(app);
    }

    private void inAFile() throws Exception {
        var photo = message("message_type = 'image'");
        var content = ("foto de +" + PHONE).getBytes(StandardCharsets.UTF_8);
        try (var upload =
                app.get(MediaStore.class).begin(new MediaStore.Key(company, new MessageId(UUID.fromString(photo))))) {
            upload.stream().write(content);
            upload.complete();
        }
        var digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        sql("update media_files set reference = '{\"url\": \"https://cdn.test/" + PHONE + "\"}', error_message = 'of "
                + PHONE + "' where message_id = '" + photo + "'");
        sql("update media_files set state = 'stored', due_at = null, size_bytes = " + content.length + ", sha256 = '"
                + digest + "' where message_id = '" + photo + "'");
    }

    private void amongTheReminded() {
        var contact = " from contacts where phone = '+" + PHONE + "'";
        sql("insert into reminder_enrolments (id, company_id, contact_id) select gen_random_uuid(), company_id, id"
                + contact);
        sql("insert into reminders (contact_id, company_id, period, due_on, message_id)"
                + " select id, company_id, '2026-10-01', '2026-11-20', gen_random_uuid()" + contact);
    }

    /** A reply that has not left. */
    private void inWhatWaits() {
        var reply = message("m.is_auto_response");
        sql("update whatsapp_messages set status = 'queued', due_at = now() + interval '1 hour' where id = '" + reply
                + "'");
    }

    private String message(String which) {
        return app.stored()
                .text("select m.id::text from whatsapp_messages m"
                        + " join whatsapp_conversations c on c.id = m.conversation_id"
                        + " join contacts p on p.id = c.contact_id"
                        + " where p.phone = '+" + PHONE + "' and " + which + " limit 1")
                .orElseThrow();
    }

    private void call(String method, String path, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + app.port() + "/api/chat/" + path + "?company=" + company.value()))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", path + "+" + PHONE)
                .method(method, BodyPublishers.ofString(json));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 202);
    }

    private void sql(String statement) {
        try (var connection = DriverManager.getConnection(app.jdbcUrl());
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
