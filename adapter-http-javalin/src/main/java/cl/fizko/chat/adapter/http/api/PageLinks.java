package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.domain.page.Cursor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/** The links from one page of a list to its neighbours: the same question, asked from another place. */
final class PageLinks {

    private final Context context;
    private final String host;
    private final int number;

    PageLinks(Call call) {
        this.context = call.context();
        this.host = call.host();
        this.number = call.page().number();
    }

    JsonNode to(int step, Optional<Cursor> from) {
        return from.<JsonNode>map(cursor -> TextNode.valueOf(link(Math.max(1, number + step), cursor)))
                .orElse(NullNode.getInstance());
    }

    private String link(int page, Cursor cursor) {
        var parameters = new ArrayList<String>();
        context.queryParamMap().forEach((name, values) -> {
            if (!name.equals("page") && !name.equals("cursor")) {
                values.forEach(value -> parameters.add(encoded(name) + "=" + encoded(value)));
            }
        });
        parameters.add("page=" + page);
        parameters.add("cursor=" + CursorText.of(cursor));
        return host + context.path() + "?" + String.join("&", parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
