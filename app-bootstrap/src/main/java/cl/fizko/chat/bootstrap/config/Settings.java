package cl.fizko.chat.bootstrap.config;

import cl.fizko.chat.adapter.http.edge.EdgeSettings;
import cl.fizko.chat.application.dispatch.ReadReceipts;
import cl.fizko.chat.application.privacy.RetentionPeriods;
import cl.fizko.chat.domain.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the environment says, checked. It prints without secrets.
 *
 * @param httpPort 0 for any free port
 * @param databaseUrl the value of {@code DATABASE_URL}; empty means the embedded database
 * @param dataDir for the embedded database, generated keys and journals
 * @param webhookSecrets newest first, several during a rotation; empty when none is set, see {@link Keys}
 * @param encryptionKey 32 bytes in Base64; several, newest first, separated by commas, during a rotation
 * @param adminApiKey an administrator's key for automation, 32 characters at least
 * @param mediaMaxMb the longest file of a customer that is fetched, in MB of a million bytes
 * @param readReceipts whether customers see that their messages were read
 * @param llmDailyBudget how many questions a language model may be asked for a company a day; 0 for none
 * @param llmPhrasing whether a language model may word answers anew
 * @param metricsPublic whether anybody who reaches the port may read the metrics; else the platform's administrator alone
 * @param webhookSilence after so long without a delivery readiness says so; empty for never
 * @param bulkPerSecond how many messages that answer nobody this node sends in a second at most
 * @param compiler how thoroughly the virtual machine is to compile
 * @param edge what requests meet before any route: origins of browsers, limits, proxies
 * @param retention how long what is kept
 * @param adapterVariables the variables that providers and language models read for themselves
 */
public record Settings(
        String httpHost,
        int httpPort,
        Optional<Secret> databaseUrl,
        Path dataDir,
        List<Secret> webhookSecrets,
        Optional<Secret> encryptionKey,
        Optional<Secret> adminApiKey,
        LogFormat logFormat,
        int mediaMaxMb,
        ReadReceipts readReceipts,
        int llmDailyBudget,
        boolean llmPhrasing,
        boolean metricsPublic,
        Optional<Duration> webhookSilence,
        int bulkPerSecond,
        CompilerChoice compiler,
        EdgeSettings edge,
        RetentionPeriods retention,
        Map<String, String> adapterVariables) {

    static final String WEBHOOK_SECRET = "WHATSAPP_WEBHOOK_SECRET";
    static final String ENCRYPTION_KEY = "CHAT_ENCRYPTION_KEY";
    static final String LOG_FORMAT = "LOG_FORMAT";
    static final String ENCRYPTION_KEY_MAY_BE =
            "32 bytes in Base64, as openssl rand -base64 32 prints them; during a rotation several, newest first, separated by commas";

    private static final String ADMIN_API_KEY = "CHAT_ADMIN_API_KEY";
    private static final String MEDIA_MAX_MB = "CHAT_MEDIA_MAX_MB";
    private static final String READ_RECEIPTS = "CHAT_READ_RECEIPTS";
    private static final String LLM_DAILY_BUDGET = "CHAT_LLM_DAILY_BUDGET";
    private static final String LLM_PHRASING = "CHAT_LLM_PHRASING";
    private static final String METRICS_PUBLIC = "CHAT_METRICS_PUBLIC";
    private static final String WEBHOOK_SILENCE = "CHAT_WEBHOOK_SILENCE_MINUTES";
    private static final String BULK_PER_SECOND = "CHAT_BULK_PER_SECOND";
    private static final String COMPILER = "CHAT_COMPILER";
    private static final List<String> CHAT = Stream.of(
                    List.of(
                            ADMIN_API_KEY,
                            ENCRYPTION_KEY,
                            MEDIA_MAX_MB,
                            READ_RECEIPTS,
                            LLM_DAILY_BUDGET,
                            LLM_PHRASING,
                            METRICS_PUBLIC,
                            WEBHOOK_SILENCE,
                            BULK_PER_SECOND,
                            COMPILER),
                    EdgeVariables.NAMES,
                    RetentionVariables.NAMES)
            .flatMap(List::stream)
            .toList();
    private static final List<String> OPENAI = List.of("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL");

    private static final Pattern HOST = Pattern.compile("[\\w.:%\\[\\]-]+");
    private static final Pattern DATABASE = Pattern.compile("(jdbc:postgresql|postgres|postgresql)://.+");
    private static final int HIGHEST_PORT = 65_535;
    private static final int KEY_BYTES = 32;

    /** WhatsApp's own limit for what customers send (Meta, error 131052). */
    private static final int MOST_MEGABYTES = 100;

    private static final int SHORTEST_API_KEY = 32;
    private static final int DEFAULT_LLM_BUDGET = 500;

    /** Three numbers at WhatsApp's usual limit, and little beside what a small machine can do. */
    private static final int DEFAULT_BULK_PER_SECOND = 250;

    private static final int MOST_BULK_PER_SECOND = 10_000;

    public Settings {
        webhookSecrets = List.copyOf(webhookSecrets);
        adapterVariables = Map.copyOf(adapterVariables);
    }

    /**
     * Reads the environment.
     *
     * @param environment e.g. {@link System#getenv()}
     * @param providerVariables what the installed providers read; other names with their prefixes are refused
     * @throws IllegalArgumentException naming the first variable that is wrong and what it may be, never a secret's value
     */
    public static Settings from(Map<String, String> environment, Set<String> providerVariables) {
        var variables = new Variables(environment);
        variables.refuseUnknown("CHAT_", CHAT);
        variables.refuseUnknown("OPENAI_", OPENAI);
        Stream.concat(Stream.of("KAPSO_"), providerVariables.stream().map(Settings::prefix))
                .distinct()
                .forEach(prefix -> variables.refuseUnknown(prefix, providerVariables));
        return new Settings(
                variables
                        .read("HTTP_HOST", "an address or a host name", that(HOST.asMatchPredicate()))
                        .orElse("127.0.0.1"),
                variables
                        .read("HTTP_PORT", "a whole number from 0 (any free port) to 65535", Settings::port)
                        .orElse(8080),
                variables
                        .read(
                                "DATABASE_URL",
                                "like postgres://user:password@host:5432/database or jdbc:postgresql://host:5432/database",
                                that(DATABASE.asMatchPredicate()))
                        .map(Secret::new),
                variables.read("DATA_DIR", "the path of a folder", Path::of).orElse(Path.of("data")),
                variables
                        .read(WEBHOOK_SECRET, "one secret, or several separated by commas", Settings::secrets)
                        .orElse(List.of()),
                variables
                        .read(ENCRYPTION_KEY, ENCRYPTION_KEY_MAY_BE, that(Settings::areEncryptionKeys))
                        .map(Secret::new),
                variables
                        .read(ADMIN_API_KEY, "32 characters or more, without spaces", that(Settings::isApiKey))
                        .map(Secret::new),
                variables.read(LOG_FORMAT, "text or json", LogFormat::of).orElse(LogFormat.TEXT),
                variables
                        .read(MEDIA_MAX_MB, "a whole number from 1 to 100", Settings::megabytes)
                        .orElse(MOST_MEGABYTES),
                variables
                        .read(READ_RECEIPTS, "off, read or typing", Settings::readReceipts)
                        .orElse(ReadReceipts.OFF),
                variables
                        .read(LLM_DAILY_BUDGET, "a whole number of questions, 0 for none", Settings::count)
                        .orElse(DEFAULT_LLM_BUDGET),
                variables.read(LLM_PHRASING, "true or false", Settings::yesOrNo).orElse(false),
                variables
                        .read(METRICS_PUBLIC, "true or false", Settings::yesOrNo)
                        .orElse(true),
                variables
                        .read(WEBHOOK_SILENCE, "a whole number of minutes, 0 for never", Settings::count)
                        .filter(minutes -> minutes > 0)
                        .map(Duration::ofMinutes),
                variables
                        .read(BULK_PER_SECOND, "a whole number from 1 to 10000", Settings::perSecond)
                        .orElse(DEFAULT_BULK_PER_SECOND),
                variables
                        .read(COMPILER, "quick or thorough", CompilerChoice::of)
                        .orElse(CompilerChoice.QUICK),
                EdgeVariables.read(variables),
                RetentionVariables.read(variables),
                adapterVariables(variables, providerVariables));
    }

    /** Whether the application brings its own database, and generates the keys that are missing. */
    public boolean isEmbedded() {
        return databaseUrl.isEmpty();
    }

    @Override
    public String toString() {
        return "Settings[" + httpHost + ":" + httpPort + ", " + (isEmbedded() ? "embedded database" : "DATABASE_URL")
                + ", DATA_DIR " + dataDir + "]";
    }

    /** Whether it is one key, or several separated by commas. */
    static boolean areEncryptionKeys(String text) {
        return Stream.of(text.split(",", -1))
                .allMatch(base64 -> Base64.getDecoder().decode(base64.strip()).length == KEY_BYTES);
    }

    private static Map<String, String> adapterVariables(Variables variables, Set<String> providerVariables) {
        var found = new HashMap<String, String>();
        Stream.concat(providerVariables.stream(), OPENAI.stream())
                .forEach(name -> variables.text(name).ifPresent(value -> found.put(name, value)));
        return found;
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("out of range");
        }
        return port;
    }

    private static int megabytes(String text) {
        int megabytes = Integer.parseInt(text);
        if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
            throw new IllegalArgumentException("out of range");
        }
        return megabytes;
    }

    private static int perSecond(String text) {
        int rate = Integer.parseInt(text);
        if (rate < 1 || rate > MOST_BULK_PER_SECOND) {
            throw new IllegalArgumentException("out of range");
        }
        return rate;
    }

    private static ReadReceipts readReceipts(String text) {
        return switch (text) {
            case "off" -> ReadReceipts.OFF;
            case "read" -> ReadReceipts.READ;
            case "typing" -> ReadReceipts.TYPING;
            default -> throw new IllegalArgumentException("not that");
        };
    }

    static int count(String text) {
        int count = Integer.parseInt(text);
        if (count < 0) {
            throw new IllegalArgumentException("out of range");
        }
        return count;
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither");
        }
        return text.equals("true");
    }

    private static List<Secret> secrets(String text) {
        var secrets = new ArrayList<Secret>();
        Arrays.stream(text.split(",", -1)).map(String::strip).map(Secret::new).forEach(secrets::add);
        return secrets;
    }

    private static boolean isApiKey(String text) {
        return text.length() >= SHORTEST_API_KEY && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Function<String, String> that(Predicate<String> isRight) {
        return text -> {
            if (!isRight.test(text)) {
                throw new IllegalArgumentException("not that");
            }
            return text;
        };
    }

    private static String prefix(String name) {
        return name.substring(0, name.indexOf('_') + 1);
    }
}
