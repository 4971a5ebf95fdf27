package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.domain.page.Page;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;

/**
 * Shows records as JSON: their components in snake case, times in ISO-8601, enums in lower case, what is empty as {@code null}.
 * {@link RecordSchema} describes the same.
 */
public final class Views {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(new LowerCase()))
            .build();

    private Views() {}

    /** A view as JSON. */
    public static ObjectNode json(Record view) {
        return MAPPER.<ObjectNode>valueToTree(view);
    }

    static <T> ObjectNode page(Page<T> page, Function<T, ? extends Record> view) {
        var json = MAPPER.createObjectNode();
        json.put("count", page.count().rows())
                .put("count_is_exact", page.count().exact());
        json.putNull("next").putNull("previous");
        var results = json.putArray("results");
        page.rows().stream().map(view).<JsonNode>map(Views::json).forEach(results::add);
        return json;
    }

    @SuppressWarnings("rawtypes")
    private static final class LowerCase extends StdSerializer<Enum> {

        private static final long serialVersionUID = 1;

        LowerCase() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
