package cl.fizko.chat.domain.agent.topic;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences that customers read, kept in a resource apart from the code. Placeholders are named: {@code {period}}.
 *
 * <p>Strict, so that no half-filled sentence reaches a customer: an unknown key, a placeholder without a value and a value
 * without a placeholder are all refused. Immutable.
 */
public final class Texts {

    private static final String RESOURCE = "/cl/fizko/chat/domain/agent/texts_es_CL.properties";
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
        try (var stream = Texts.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + RESOURCE);
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
        var sentence = sentences.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no text " + key);
        }
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
