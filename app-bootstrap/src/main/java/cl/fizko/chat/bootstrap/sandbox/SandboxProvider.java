package cl.fizko.chat.bootstrap.sandbox;

import cl.fizko.chat.domain.message.ContentLimits;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Accepts whatever a real provider would take, at once, and remembers nothing. What a real one would surely refuse is refused
 * here too, so that a mistake shows before there is an account.
 */
final class SandboxProvider implements MessagingProvider {

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        var problems = ContentLimits.problems(message.content());
        if (!problems.isEmpty()) {
            var reason =
                    message.content() instanceof TemplateMessage ? FailureReason.TEMPLATE : FailureReason.BAD_REQUEST;
            var detail = problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; "));
            return new SendOutcome.Rejected(
                    new Failure(reason, "limit:" + problems.get(0).field(), detail));
        }
        departure.begins();
        return new SendOutcome.Accepted(new ExternalId("sandbox." + UUID.randomUUID()));
    }

    /** Nobody is there to see it. */
    @Override
    public Optional<Failure> markRead(ReadReceipt receipt) {
        return Optional.empty();
    }
}
