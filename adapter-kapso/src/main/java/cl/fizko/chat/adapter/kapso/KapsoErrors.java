package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.SendOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of what Meta's codes and Kapso's HTTP statuses mean to us. The answer to a send and a later {@code failed}
 * webhook are read with it alike, so the same code has the same reason on both ways (Meta, "Error codes"; Kapso, "Rate limits").
 */
final class KapsoErrors {

    /** Which of Kapso's APIs answered: one status means another thing in each (Kapso, "Legacy API"). */
    enum Api {
        META_PROXY,
        LEGACY_V1
    }

    /** What follows from an error. The first two concern only sends: a status that says failed is final whatever its code. */
    private enum Verdict {
        RETRY_LATER(FailureReason.RETRIES_EXHAUSTED),
        RETRY_ONCE(FailureReason.RETRIES_EXHAUSTED),
        UNKNOWN(FailureReason.UNKNOWN_OUTCOME),
        WINDOW_CLOSED(FailureReason.WINDOW_CLOSED),
        RECIPIENT(FailureReason.RECIPIENT),
        TEMPLATE(FailureReason.TEMPLATE),
        /** The line's account is to blame: its other messages would fare no better. */
        ACCOUNT(FailureReason.CONFIG),
        /** A person must act, but other messages on the line may leave. */
        CONFIG(FailureReason.CONFIG),
        BAD_REQUEST(FailureReason.BAD_REQUEST),
        OTHER(FailureReason.OTHER);

        private final FailureReason reason;

        Verdict(FailureReason reason) {
            this.reason = reason;
        }
    }

    /**
     * One code.
     *
     * @param lasts how long Meta's documentation says that it lasts at least, where it says so; zero otherwise
     */
    private record Entry(Verdict verdict, String meaning, Duration lasts) {}

    /** An agent takes its time; trying sooner would only use attempts up. */
    private static final Entry AGENT_ACTIVE =
            new Entry(Verdict.RETRY_LATER, "an agent of Kapso's is active in the conversation", Duration.ofSeconds(30));

    private static final int NO_CODE = -1;
    private static final Map<Integer, Entry> META = new HashMap<>();

    static {
        add(Verdict.ACCOUNT, 0, "the access token is invalid or has expired");
        add(Verdict.RETRY_ONCE, 1, "Meta failed for an unknown reason");
        add(Verdict.RETRY_LATER, 2, "Meta's service is down or overloaded");
        add(Verdict.ACCOUNT, 3, "the app lacks the capability");
        add(Verdict.RETRY_LATER, 4, "the app's call limit is reached");
        add(Verdict.ACCOUNT, 10, "a permission is missing");
        add(Verdict.ACCOUNT, 33, "the line was deleted or its id is wrong");
        add(Verdict.BAD_REQUEST, 100, "a parameter is unknown or wrong");
        add(Verdict.ACCOUNT, 190, "the access token is invalid or has expired");
        add(Verdict.ACCOUNT, 368, "the account is restricted for breaking a policy");
        add(Verdict.RECIPIENT, 1026, "the recipient's app cannot show this kind of message");
        add(Verdict.RETRY_LATER, 80007, "the WhatsApp Business account's rate limit is reached");
        add(Verdict.RETRY_LATER, 130429, "the line's throughput is reached");
        add(Verdict.RECIPIENT, 130472, "the recipient is part of an experiment of Meta's");
        add(Verdict.CONFIG, 130497, "the account may not send to the recipient's country");
        add(Verdict.RETRY_ONCE, 131000, "Meta failed for an unknown reason");
        add(Verdict.ACCOUNT, 131005, "a permission is missing");
        add(Verdict.BAD_REQUEST, 131008, "a parameter is missing");
        add(Verdict.BAD_REQUEST, 131009, "a parameter's value is not valid");
        add(Verdict.RETRY_LATER, 131016, "Meta's service is unavailable");
        add(Verdict.RECIPIENT, 131021, "the recipient is the sender");
        add(Verdict.RECIPIENT, 131026, "the recipient cannot be reached on WhatsApp");
        add(Verdict.ACCOUNT, 131031, "the account is locked");
        add(Verdict.ACCOUNT, 131037, "the line's display name is not approved");
        add(Verdict.ACCOUNT, 131042, "there is a problem with the account's payment");
        add(Verdict.ACCOUNT, 131045, "the line's registration has a problem");
        add(Verdict.WINDOW_CLOSED, 131047, "more than 24 hours since the customer's last message");
        add(
                Verdict.RETRY_LATER,
                131048,
                "the line is restricted, for its messages were marked as spam",
                Duration.ofHours(1));
        add(Verdict.RECIPIENT, 131049, "Meta chose not to deliver this marketing message");
        add(Verdict.RECIPIENT, 131050, "the recipient stopped marketing messages");
        add(Verdict.BAD_REQUEST, 131051, "this kind of message is not supported");
        add(Verdict.BAD_REQUEST, 131052, "the file could not be downloaded");
        add(Verdict.BAD_REQUEST, 131053, "the file could not be uploaded");
        add(Verdict.RETRY_LATER, 131056, "too many messages to this recipient in a short time", Duration.ofSeconds(6));
        add(Verdict.RETRY_LATER, 131057, "the account is in maintenance", Duration.ofMinutes(1));
        add(Verdict.RECIPIENT, 131062, "this message needs a phone number as its recipient");
        add(Verdict.TEMPLATE, 132000, "the number of the template's parameters differs");
        add(Verdict.TEMPLATE, 132001, "the template does not exist in this language or is not approved");
        add(Verdict.TEMPLATE, 132005, "the template with its values is too long");
        add(Verdict.TEMPLATE, 132007, "the template breaks a policy");
        add(Verdict.TEMPLATE, 132012, "a template parameter has the wrong format");
        add(Verdict.TEMPLATE, 132015, "the template is paused for low quality");
        add(Verdict.TEMPLATE, 132016, "the template is disabled for low quality");
        add(Verdict.TEMPLATE, 132018, "a template parameter has a problem");
        add(Verdict.BAD_REQUEST, 132068, "the flow is blocked");
        add(Verdict.RETRY_LATER, 132069, "the flow is throttled");
        add(Verdict.RETRY_LATER, 133004, "Meta's server is temporarily unavailable");
        add(Verdict.ACCOUNT, 133010, "the line is not registered");
        add(Verdict.ACCOUNT, 134011, "the payment terms are not accepted");
        add(Verdict.BAD_REQUEST, 135000, "a parameter is wrong");
        add(Verdict.ACCOUNT, 141000, "Kapso's support has to be asked");
    }

    private KapsoErrors() {}

    /**
     * What an answer other than a success means for the message.
     *
     * @param retryAfter the answer's {@code Retry-After}
     */
    static SendOutcome outcome(Api api, int httpStatus, ProviderError error, Optional<Duration> retryAfter) {
        var entry = entry(api, httpStatus, error);
        var code = code(error, "http:" + httpStatus);
        return switch (entry.verdict()) {
            case RETRY_LATER -> new SendOutcome.RetryLater(pause(entry, retryAfter), code);
            case RETRY_ONCE -> new SendOutcome.RetryOnce(code);
            case UNKNOWN -> new SendOutcome.Unknown("http:" + httpStatus + " " + entry.meaning());
            case ACCOUNT -> new SendOutcome.LineBlocked(failure(entry, error, code));
            case WINDOW_CLOSED, RECIPIENT, TEMPLATE, CONFIG, BAD_REQUEST, OTHER ->
                new SendOutcome.Rejected(failure(entry, error, code));
        };
    }

    /** As long as the provider asks, but never shorter than the trouble lasts. */
    private static Optional<Duration> pause(Entry entry, Optional<Duration> asked) {
        if (entry.lasts().isZero()) {
            return asked;
        }
        return asked.filter(wait -> wait.compareTo(entry.lasts()) > 0).or(() -> Optional.of(entry.lasts()));
    }

    /** What is wrong with something other than a send; empty for a success, whatever its body says. */
    static Optional<Failure> failure(Api api, Exchange.Result result) {
        if (result instanceof Exchange.Result.NoKey noKey) {
            return Optional.of(noKey.failure());
        }
        if (result instanceof Exchange.Result.NotSent notSent) {
            return Optional.of(
                    new Failure(FailureReason.RETRIES_EXHAUSTED, notSent.code(), "the provider was not reached"));
        }
        if (result instanceof Exchange.Result.Lost lost) {
            return Optional.of(new Failure(FailureReason.UNKNOWN_OUTCOME, "net:lost", lost.detail()));
        }
        var answer = (Exchange.Result.Answered) result;
        return answer.isSuccess() ? Optional.empty() : Optional.of(failure(api, answer.status(), answer.error()));
    }

    private static Failure failure(Api api, int httpStatus, ProviderError error) {
        return failure(entry(api, httpStatus, error), error, code(error, "http:" + httpStatus));
    }

    /** A gateway does not know what became of the request behind it, whatever code it quotes. */
    private static Entry entry(Api api, int httpStatus, ProviderError error) {
        return httpStatus == 502 || httpStatus == 504
                ? http(api, httpStatus, error)
                : meta(error).orElseGet(() -> http(api, httpStatus, error));
    }

    /** What a status that says failed means; the first of its errors with a code that we know decides. */
    static Failure failure(List<ProviderError> errors) {
        var error = errors.stream()
                .filter(candidate -> meta(candidate).isPresent())
                .findFirst()
                .orElse(errors.isEmpty() ? ProviderError.SILENT : errors.get(0));
        var entry = meta(error).orElseGet(() -> new Entry(Verdict.OTHER, "no reason given", Duration.ZERO));
        return failure(entry, error, code(error, "kapso:failed"));
    }

    private static Failure failure(Entry entry, ProviderError error, String code) {
        var detail = error.words().isEmpty() ? entry.meaning() : entry.meaning() + ": " + error.words();
        return new Failure(entry.verdict().reason, code, detail);
    }

    private static String code(ProviderError error, String otherwise) {
        return error.code().isPresent() ? "meta:" + error.code().getAsInt() : otherwise;
    }

    private static Optional<Entry> meta(ProviderError error) {
        int code = error.code().orElse(NO_CODE);
        if (code >= 200 && code <= 299) {
            return Optional.of(new Entry(Verdict.ACCOUNT, "a permission is missing", Duration.ZERO));
        }
        var closed = error.closedWindow() ? Optional.ofNullable(META.get(131047)) : Optional.<Entry>empty();
        return Optional.ofNullable(META.get(code)).or(() -> closed);
    }

    private static Entry http(Api api, int status, ProviderError error) {
        var codeIsNew = error.code().isPresent();
        return switch (status) {
            case 401, 403 -> http(Verdict.ACCOUNT, "the API key is not accepted");
            case 409 ->
                api == Api.LEGACY_V1
                        ? AGENT_ACTIVE
                        : http(Verdict.RETRY_LATER, "another message of this conversation is being sent");
            case 429 -> http(Verdict.RETRY_LATER, "the API key's rate limit is reached");
            case 503 -> http(Verdict.RETRY_LATER, "the service is unavailable");
            case 500 -> http(Verdict.RETRY_ONCE, "the provider failed");
            case 501 -> http(Verdict.BAD_REQUEST, "the provider does not implement this");
            default -> {
                if (status >= 300 && status < 400) {
                    yield http(Verdict.ACCOUNT, "the provider has moved: KAPSO_API_BASE_URL is not its address");
                }
                if (status == 408 || status >= 500 || status < 200) {
                    yield http(Verdict.UNKNOWN, "an intermediary answered instead of the provider");
                }
                yield codeIsNew
                        ? http(Verdict.OTHER, "a code that we do not know")
                        : http(Verdict.BAD_REQUEST, "the provider refused the request");
            }
        };
    }

    private static Entry http(Verdict verdict, String meaning) {
        return new Entry(verdict, meaning, Duration.ZERO);
    }

    private static void add(Verdict verdict, int code, String meaning) {
        add(verdict, code, meaning, Duration.ZERO);
    }

    private static void add(Verdict verdict, int code, String meaning, Duration lasts) {
        META.put(code, new Entry(verdict, meaning, lasts));
    }
}
