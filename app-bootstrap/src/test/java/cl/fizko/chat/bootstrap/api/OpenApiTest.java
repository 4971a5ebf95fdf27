package cl.fizko.chat.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.HttpServer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenApiTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @Test
    void everyRouteOfTheRunningApp_isInTheDocumentUnderAnIdOfItsOwn() {
        var paths = API.client().get("/openapi.json").is(200).json().path("paths");
        var ids = new ArrayList<String>();

        assertThat(API.app().get(HttpServer.class).served())
                .filteredOn(route ->
                        !route.path().equals("/openapi.json") && !route.path().startsWith("/docs"))
                .isNotEmpty()
                .allSatisfy(route -> {
                    var operation = paths.path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
                    assertThat(operation.path("operationId").asText())
                            .as(route.toString())
                            .isNotBlank();
                    assertThat(operation.path("security").isEmpty()).isEqualTo(route.access() == Access.PUBLIC);
                    ids.add(operation.path("operationId").asText());
                });
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void documentation_isServedFromTheJarAlone() {
        var page = API.client().get("/docs/").is(200);

        assertThat(page.header("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        assertThat(page.text()).doesNotContain("http");
        var files = Pattern.compile("(?:src|href)=\"(/docs/[^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(files)
                .hasSize(4)
                .allSatisfy(file ->
                        assertThat(API.client().get(file).is(200).text()).isNotEmpty());
    }

    @Test
    void testResponse_answersAsTheDocumentSays() {
        var answer = API.platform()
                .post("/api/chat/test-response/", "{\"message\":\"¿cuándo vence el F29?\"}")
                .is(200);

        assertThat(answer.at("agent_name").asText()).isNotBlank();
        API.platform().post("/api/chat/test-response/", "{\"mesage\":\"hola\"}").refuses("mesage", "message");
        API.client().get("/api/chat/test-response/?message=hola").is(401);
        API.client().get("/health/ready").is(200);
    }
}
