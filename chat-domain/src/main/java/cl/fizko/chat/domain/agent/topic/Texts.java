package cl.fizko.chat.domain.agent.topic;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
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

    /** Sentences by key. */
    public Texts(Map<String, String> sentences) {
        this.sentences = Map.copyOf(sentences);
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
        return PLACEHOLDER.matcher(sentence(key)).results().map(m -> m.group(1)).collect(Collectors.toSet());
    }

    private String sentence(String key) {
        var sentence = sentences.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        return sentence;
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
        var sentence = sentence(key);
        var values = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        var unused = new HashMap<>(values);
        var filled = PLACEHOLDER.matcher(sentence).replaceAll(m -> {
            var value = values.get(m.group(1));
            if (value == null) {
                throw new IllegalArgumentException("text " + key + " lacks a value for " + m.group());
            }
            unused.remove(m.group(1));
            return Matcher.quoteReplacement(value);
        });
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("text " + key + " has no placeholder for " + unused.keySet());
        }
        return filled;
    }
}
