package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.port.Departure;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ReadReceipt;
import cl.fizko.chat.domain.port.SendOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Records what it is given and answers from a script; when the script ends it accepts. */
public final class ScriptedProvider implements MessagingProvider {

    private final Deque<Supplier<SendOutcome>> script = new ArrayDeque<>();
    private final List<OutboundMessage> sent = new ArrayList<>();
    private final List<ReadReceipt> receipts = new ArrayList<>();
    private Supplier<Optional<Failure>> onReceipt = Optional::empty;
    private Optional<RuntimeException> failsBeforeLeaving = Optional.empty();

    public ScriptedProvider willAnswer(SendOutcome outcome) {
        script.add(() -> outcome);
        return this;
    }

    public ScriptedProvider willThrow(RuntimeException bug) {
        script.add(() -> {
            throw bug;
        });
        return this;
    }

    public ScriptedProvider willFailBeforeLeaving(RuntimeException fault) {
        failsBeforeLeaving = Optional.of(fault);
        return this;
    }

    public ScriptedProvider willAnswerReceipts(Supplier<Optional<Failure>> answer) {
        onReceipt = answer;
        return this;
    }

    public List<ReadReceipt> receipts() {
        return List.copyOf(receipts);
    }

    public List<OutboundMessage> sent() {
        return List.copyOf(sent);
    }

    @Override
    public SendOutcome send(OutboundMessage message, Departure departure) {
        failsBeforeLeaving.ifPresent(fault -> {
            throw fault;
        });
        departure.begins();
        sent.add(message);
        var next = script.poll();
        return next == null ? new SendOutcome.Accepted(new ExternalId("out." + sent.size())) : next.get();
    }

    @Override
    public Optional<Failure> markRead(ReadReceipt receipt) {
        receipts.add(receipt);
        return onReceipt.get();
    }
}
