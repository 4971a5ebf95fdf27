package cl.fizko.chat.domain.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names what decisions rest on: the trained weights, the word lists, the texts, and the agents that are registered. */
final class RulesVersion {

    /** To be counted up when the rules of conversation change what a message gets. */
    private static final int CONVERSATION_RULES = 1;

    private static final int SHOWN = 6;

    /** Relative to this class; a resource may be missing, in a build that does not train. */
    private static final List<String> RESOURCES = List.of(
            "routing/intent.model", "routing/concepts.txt", "../language/shorthand.txt", "texts_es_CL.properties");

    private static final byte[] DIGEST = digest();

    private RulesVersion() {}

    /**
     * A short name, the same in every process with the same rules, e.g. {@code 1-9f2c41d07ab3}.
     *
     * @param agents how the registered agents are told apart
     */
    static String of(List<String> agents) {
        var sha = sha256();
        sha.update(DIGEST);
        agents.forEach(agent -> sha.update((agent + "\n").getBytes(StandardCharsets.UTF_8)));
        return CONVERSATION_RULES + "-" + HexFormat.of().formatHex(sha.digest(), 0, SHOWN);
    }

    private static byte[] digest() {
        var sha = sha256();
        for (var resource : RESOURCES) {
            try (var stream = RulesVersion.class.getResourceAsStream(resource)) {
                sha.update(stream == null ? new byte[0] : stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sha.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
