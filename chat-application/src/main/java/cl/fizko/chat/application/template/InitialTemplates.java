package cl.fizko.chat.application.template;

import cl.fizko.chat.domain.port.TemplateCatalog.Proposal;
import cl.fizko.chat.domain.template.TemplateCategory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The templates that a company begins with: data, in a resource file beside this class. Immutable. */
public final class InitialTemplates {

    /** Chilean Spanish. The provider knows a template by name and language together, and never takes one for the other. */
    public static final String LANGUAGE = "es_CL";

    private static final String RESOURCE = "initial-templates_" + LANGUAGE + ".properties";

    private InitialTemplates() {}

    /**
     * All of them, in the order of the file, each with an example for every gap.
     *
     * @throws IllegalStateException if the resource is missing from the jar
     */
    public static List<Proposal> all() {
        var properties = read();
        return Arrays.stream(properties.getProperty("templates", "").split(" "))
                .map(name -> proposal(name, properties))
                .toList();
    }

    private static Proposal proposal(String name, Properties properties) {
        var prefix = name + ".example.";
        var examples = new LinkedHashMap<String, String>();
        for (var key : properties.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                examples.put(key.substring(prefix.length()), properties.getProperty(key));
            }
        }
        return new Proposal(
                name,
                LANGUAGE,
                TemplateCategory.valueOf(
                        required(properties, name + ".category").toUpperCase(Locale.ROOT)),
                required(properties, name + ".text"),
                examples,
                Optional.empty(),
                List.of());
    }

    private static String required(Properties properties, String key) {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(RESOURCE + " lacks " + key);
        }
        return value;
    }

    private static Properties read() {
        try (var stream = InitialTemplates.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
