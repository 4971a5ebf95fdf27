package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.message.ContentLimits;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/**
 * Sends through Kapso, one HTTP request per call and never a second one by itself. What WhatsApp would not take is rejected
 * before any call, with a code like {@code limit:buttons[1].title}. Thread-safe; a call blocks for at most
 * {@link KapsoClient#CALL_TIMEOUT}, with the legacy API after a look-up in {@link LegacyLines}; a receipt for
 * {@link #RECEIPT_TIMEOUT}.
 */
final class KapsoMessagingProvider implements MessagingProvider {

    /** Nobody waits for a receipt, and the customer does not miss it. */
    static final Duration RECEIPT_TIMEOUT = Duration.ofSeconds(2);

    /** The longest answer to a send has a few hundred bytes. */
    private static final long MAX_ANSWER = 65_536;

    private static final int MAX_ID = 512;

    /** A detail is read by a person, who mends the first few and tries again. */
    private static final int MAX_PROBLEMS = 5;

    private final Exchange sends;
    private final Exchange receipts;
    private final Dialect dialect;

    /**
     * A provider for one of the APIs.
     *
     * @param client for messages, which have waited for their key's room already
     * @param counted for receipts, which have not
     */
    KapsoMessagingProvider(
            OkHttpClient client, OkHttpClient counted, Dialect dialect, Optional<Secret> defaultToken, Clock clock) {
        this.sends = new Exchange(client, defaultToken, clock);
        this.receipts =
                new Exchange(counted.newBuilder().callTimeout(RECEIPT_TIMEOUT).build(), defaultToken, clock);
        this.dialect = dialect;
    }

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        var problems = problems(message.content());
        if (!problems.isEmpty()) {
            return new SendOutcome.Rejected(beyondLimits(message.content(), problems));
        }
        var draft = storable(dialect.draft(message));
        if (draft instanceof Draft.Refused refused) {
            return refused(refused.failure());
        }
        if (draft instanceof Draft.NotNow notNow) {
            return new SendOutcome.RetryLater(notNow.after(), notNow.code());
        }
        var result = sends.call((Draft.Ready) draft, message.token(), departure, MAX_ANSWER);
        if (result instanceof Exchange.Result.NoKey noKey) {
            return new SendOutcome.LineBlocked(noKey.failure());
        }
        if (result instanceof Exchange.Result.NotSent notSent) {
            return new SendOutcome.RetryLater(Optional.empty(), notSent.code());
        }
        if (result instanceof Exchange.Result.Lost lost) {
            return new SendOutcome.Unknown(lost.detail());
        }
        return outcome((Exchange.Result.Answered) result);
    }

    private static List<FieldProblem> problems(MessageContent content) {
        var problems = ContentLimits.problems(content);
        return problems.isEmpty() && content instanceof MessageContent.Contacts contacts
                ? ContactCards.problems(contacts)
                : problems;
    }

    private static Failure beyondLimits(MessageContent content, List<FieldProblem> problems) {
        var reason = content instanceof TemplateMessage ? FailureReason.TEMPLATE : FailureReason.BAD_REQUEST;
        var detail = problems.stream()
                .limit(MAX_PROBLEMS)
                .map(FieldProblem::toString)
                .collect(Collectors.joining("; "));
        return new Failure(reason, "limit:" + problems.get(0).field(), detail);
    }

    /** Contents are whole by their limits, but ids and addresses have none. */
    private static Draft storable(Draft draft) {
        return draft instanceof Draft.Ready ready
                ? ready.body()
                        .flatMap(Storable::problem)
                        .<Draft>map(problem -> Draft.Refused.badRequest("kapso:text", "the message " + problem))
                        .orElse(draft)
                : draft;
    }

    private static SendOutcome refused(Failure failure) {
        return failure.reason() == FailureReason.CONFIG
                ? new SendOutcome.LineBlocked(failure)
                : new SendOutcome.Rejected(failure);
    }

    private SendOutcome outcome(Exchange.Result.Answered answer) {
        if (!answer.isSuccess()) {
            return KapsoErrors.outcome(dialect.api(), answer.status(), answer.error(), answer.retryAfter());
        }
        return accepted(answer.body())
                .<SendOutcome>map(SendOutcome.Accepted::new)
                .orElseGet(() -> new SendOutcome.Unknown("http:" + answer.status() + " without a message id"));
    }

    private Optional<ExternalId> accepted(JsonNode answer) {
        return Optional.ofNullable(dialect.acceptedId(answer).textValue())
                .filter(id -> !id.isBlank()
                        && id.length() <= MAX_ID
                        && Storable.problem(id).isEmpty())
                .map(ExternalId::new);
    }

    @Override
    public Optional<Failure> markRead(ReadReceipt receipt) {
        var draft = storable(dialect.draft(receipt));
        if (draft instanceof Draft.Refused refused) {
            return Optional.of(refused.failure());
        }
        var result = receipts.call((Draft.Ready) draft, receipt.token(), () -> {}, MAX_ANSWER);
        return KapsoErrors.failure(dialect.api(), result).or(() -> unlessMarked((Exchange.Result.Answered) result));
    }

    private Optional<Failure> unlessMarked(Exchange.Result.Answered answer) {
        return dialect.isMarkedRead(answer.body())
                ? Optional.empty()
                : Optional.of(new Failure(
                        FailureReason.UNKNOWN_OUTCOME,
                        "http:" + answer.status(),
                        "the answer does not say that the message was marked as read"));
    }
}
