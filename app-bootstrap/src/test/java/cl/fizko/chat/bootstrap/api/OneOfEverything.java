package cl.fizko.chat.bootstrap.api;

import cl.fizko.chat.adapter.http.ServedRoute;
import cl.fizko.chat.application.access.CreateApiKey;
import cl.fizko.chat.bootstrap.api.RunningApi.TestCompany;
import cl.fizko.chat.domain.access.Role;
import cl.fizko.chat.domain.access.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A company with one of each thing that has an id, and what to ask each route for, so that it would do something. */
final class OneOfEverything {

    private static final String CUSTOMER = "+56987650099";

    private final RunningApi api;
    private final TestCompany company;
    private final Map<String, String> ids = new TreeMap<>();

    /** A company where nothing is going on any more. */
    OneOfEverything(RunningApi api) {
        this.api = api;
        this.company = api.newCompany();
        api.receive(company, CUSTOMER, "hola, ¿cuándo vence el F29?");
        api.await(() ->
                list("messages").path("results").findValuesAsText("status").contains("sent"));
        ids.put("conversations", firstOf("conversations"));
        ids.put("messages", firstOf("messages"));
        ids.put("configs", company.config().id().toString());
        ids.put(
                "templates",
                api.platform()
                        .post("/api/chat/templates/?company=" + company.id(), template("walk"))
                        .is(201)
                        .at("id")
                        .asText());
        ids.put("webhook-events", event());
        ids.put(
                "reminders",
                api.platform()
                        .post("/api/chat/reminders/?company=" + company.id(), "{\"phone_number\":\"" + CUSTOMER + "\"}")
                        .is(201)
                        .at("id")
                        .asText());
    }

    /** A client with a new key of the company. */
    ApiClient client(Role role) {
        var created = api.app().get(CreateApiKey.class).create(Scope.of(company.id()), role, Optional.empty());
        return api.client().withKey(created.text().text().reveal());
    }

    String companyId() {
        return company.id().toString();
    }

    /** The route's path with this company's ids in its gaps, and with what it cannot do without in its query. */
    String path(ServedRoute route) {
        return filled(route, ids.get(noun(route)))
                + switch (route.method() + " " + route.path()) {
                    case "GET /api/chat/messages/search" -> "?q=hola";
                    case "GET /api/chat/test-response" -> "?message=hola";
                    default -> "";
                };
    }

    /** The same with ids that nobody has. */
    static String unknownPath(ServedRoute route) {
        return filled(route, UUID.randomUUID().toString());
    }

    private static String filled(ServedRoute route, String id) {
        if (!route.path().contains("{")) {
            return route.path();
        }
        if (id == null) {
            throw new AssertionError("say in OneOfEverything which id " + route + " is to be asked for");
        }
        return route.path().replaceAll("\\{\\w+}", id);
    }

    private static String noun(ServedRoute route) {
        return route.path().replaceFirst("^/api/chat/", "").replaceFirst("/.*", "");
    }

    /** A body that the route takes, naming things of this company where it can. */
    Optional<String> body(ServedRoute route) {
        var conversation = ids.get("conversations");
        return Optional.ofNullable(
                        switch (route.method() + " " + route.path()) {
                            case "POST /api/chat/configs" ->
                                "{'provider':'sandbox','phone_number_id':'%s','phone_number':'+56987650098'}"
                                        .formatted(UUID.randomUUID());
                            case "PUT /api/chat/configs/{id}" ->
                                "{'phone_number_id':'%s','phone_number':'%s'}"
                                        .formatted(
                                                company.config().lineId().value(),
                                                company.config().phoneNumber().e164());
                            case "PATCH /api/chat/configs/{id}" -> "{'display_name':'Otro'}";
                            case "POST /api/chat/conversations" ->
                                "{'phone_number':'+56987650097','whatsapp_config':'%s'}".formatted(ids.get("configs"));
                            case "PUT /api/chat/conversations/{id}", "PATCH /api/chat/conversations/{id}" ->
                                "{'tags':['otro']}";
                            case "POST /api/chat/messages" ->
                                "{'conversation':'%s','content':'hola'}".formatted(conversation);
                            case "POST /api/chat/send-message" ->
                                "{'conversation':'%s','message':'hola'}".formatted(conversation);
                            case "POST /api/chat/send-template" ->
                                "{'conversation':'%s','template_id':'%s'}"
                                        .formatted(conversation, ids.get("templates"));
                            case "POST /api/chat/reminders" -> "{'phone_number':'+56987650096'}";
                            case "PUT /api/chat/reminder-settings", "PATCH /api/chat/reminder-settings" ->
                                "{'days_before':5}";
                            case "POST /api/chat/templates" -> template("walk_" + System.nanoTime());
                            case "PUT /api/chat/templates/{id}" -> template("walk");
                            case "PATCH /api/chat/templates/{id}" -> "{'content':'Buenas'}";
                            case "POST /api/chat/templates/{id}/preview" -> "{}";
                            case "POST /api/chat/test-response" -> "{'message':'hola'}";
                            default -> null;
                        })
                .map(json -> json.replace('\'', '"'));
    }

    /** What nobody else may be shown. */
    List<String> marks() {
        var marks = new ArrayList<>(ids.values());
        marks.add(CUSTOMER);
        return marks;
    }

    /** By the name of a parameter that filters by it. */
    Optional<String> idFor(String parameter) {
        return switch (parameter) {
            case "conversation" -> Optional.of(ids.get("conversations"));
            case "whatsapp_config" -> Optional.of(ids.get("configs"));
            default -> Optional.empty();
        };
    }

    /** All that the database holds of the company, but for the uses of its keys and who watches it just now. */
    Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        try (var connection = DriverManager.getConnection(api.app().jdbcUrl())) {
            for (var table : tables(connection)) {
                rows.put(
                        table,
                        text(
                                connection,
                                "select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from " + table
                                        + " t where company_id = " + company.id()));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return List.of(text(connection, """
                        select string_agg(table_name, ',') from information_schema.columns
                         where table_schema = 'public' and column_name = 'company_id'
                           and table_name not in ('api_keys', 'live_watchers')""").split(","));
    }

    private String event() {
        try (var connection = DriverManager.getConnection(api.app().jdbcUrl())) {
            return text(
                    connection, "select id::text from webhook_events where company_id = " + company.id() + " limit 1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new AssertionError("nothing for " + query);
            }
            return row.getString(1);
        }
    }

    private String firstOf(String noun) {
        return list(noun).path("results").path(0).path("id").asText();
    }

    private JsonNode list(String noun) {
        return api.platform()
                .get("/api/chat/" + noun + "/?company=" + company.id())
                .is(200)
                .json();
    }

    private static String template(String name) {
        return "{\"name\":\"" + name + "\",\"content\":\"Hola\",\"category\":\"utility\"}";
    }
}
