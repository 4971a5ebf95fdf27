package cl.fizko.chat.domain.agent.topic;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sentences that customers read, kept in a resource apart from the code. Placeholders are named: {@code {period}}.
 *
 * <p>Strict, so that no half-filled sentence reaches a customer: an unknown key, a placeholder without a value and a value
 * without a placeholder are all refused. Immutable.
 */
public final class Texts {

    private static final String FOLDER = "/cl/fizko/chat/domain/agent/";
    private static final Locale CHILE = Locale.forLanguageTag("es-CL");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9]+)}");

    private final Map<String, String> sentences;
    private final Map<String, Template> templates;

    /** Sentences by key. */
    public Texts(Map<String, String> sentences) {
        this.sentences = Map.copyOf(sentences);
        this.templates = this.sentences.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Template.of(entry.getValue())));
    }

    /**
     * The Chilean Spanish sentences that ship with the agents.
     *
     * @throws IllegalStateException if the resource is missing from the jar
     */
    public static Texts chilean() {
        return read(CHILE);
    }

    /**
     * The sentences of another language, from {@code cl/fizko/chat/domain/agent/texts_<language>_<COUNTRY>.properties} on the
     * class path: the keys of {@code texts_es_CL.properties}, each with the same placeholders in any order.
     *
     * @throws IllegalStateException naming the file if it is missing, or the keys that it lacks, has too much or fills otherwise
     */
    public static Texts in(Locale language) {
        var texts = read(language);
        var complete = chilean();
        var wrong = new TreeSet<>(complete.sentences.keySet());
        wrong.addAll(texts.sentences.keySet());
        wrong.removeIf(key ->
                texts.has(key) && complete.has(key) && texts.placeholders(key).equals(complete.placeholders(key)));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(file(language) + ": missing, unknown or with other placeholders than in "
                    + file(CHILE) + ": " + String.join(", ", wrong));
        }
        return texts;
    }

    private static String file(Locale language) {
        return "texts_" + language + ".properties";
    }

    private static Texts read(Locale language) {
        var resource = FOLDER + file(language);
        try (var stream = Texts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "no texts for " + language.toLanguageTag() + ": " + resource + " is not on the class path");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var sentences = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(key -> sentences.put(key, properties.getProperty(key)));
            return new Texts(sentences);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean has(String key) {
        return sentences.containsKey(key);
    }

    /**
     * The names of a sentence's placeholders.
     *
     * @throws IllegalArgumentException if the key is unknown
     */
    Set<String> placeholders(String key) {
        return Set.copyOf(template(key).names());
    }

    private Template template(String key) {
        var template = templates.get(key);
        if (template == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        return template;
    }

    /** The sentences by key, as they are written, placeholders included. */
    public Map<String, String> sentences() {
        return sentences;
    }

    /**
     * A sentence with its placeholders filled.
     *
     * @param namesAndValues the name of a placeholder, its value, the next name, and so on
     * @throws IllegalArgumentException if the key is unknown, or names and placeholders differ
     */
    public String say(String key, String... namesAndValues) {
        var template = template(key);
        var names = template.names();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!names.contains(namesAndValues[i])) {
                throw new IllegalArgumentException("text " + key + " has no placeholder for " + namesAndValues[i]);
            }
        }
        if (names.isEmpty()) {
            return template.between().get(0);
        }
        var filled = new StringBuilder(template.between().get(0));
        for (int i = 0; i < names.size(); i++) {
            filled.append(value(key, names.get(i), namesAndValues))
                    .append(template.between().get(i + 1));
        }
        return filled.toString();
    }

    private static String value(String key, String name, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return namesAndValues[i + 1];
            }
        }
        throw new IllegalArgumentException("text " + key + " lacks a value for {" + name + "}");
    }

    /**
     * A sentence taken apart once, for it is said often.
     *
     * @param between what stands before the first placeholder, between them, and after the last: one more than names
     * @param names of the placeholders in order; one may occur twice
     */
    private record Template(List<String> between, List<String> names) {

        static Template of(String sentence) {
            var between = new ArrayList<String>();
            var names = new ArrayList<String>();
            int from = 0;
            var match = PLACEHOLDER.matcher(sentence);
            while (match.find()) {
                between.add(sentence.substring(from, match.start()));
                names.add(match.group(1));
                from = match.end();
            }
            between.add(sentence.substring(from));
            return new Template(List.copyOf(between), List.copyOf(names));
        }
    }
}
