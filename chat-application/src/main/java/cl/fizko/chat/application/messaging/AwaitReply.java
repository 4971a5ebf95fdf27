package cl.fizko.chat.application.messaging;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.Message;
import cl.fizko.chat.domain.port.MessageRepository;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Use case: waits until a customer's message has got its reply, or is known to get none. */
public final class AwaitReply {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** What came. */
    public sealed interface Result {
        /** The reply, its parts in order, each sent or failed. */
        record Replied(List<Message> parts) implements Result {
            public Replied {
                parts = List.copyOf(parts);
            }
        }

        /** There will be no reply, and why. */
        record Silent(String why) implements Result {}

        /** Nothing was decided in time. */
        record Pending() implements Result {}
    }

    private final MessageRepository messages;

    @Inject
    public AwaitReply(MessageRepository messages) {
        this.messages = messages;
    }

    /** Looks until there is an outcome or the patience ends. */
    public Result await(WhatsAppConfigId config, ExternalId incoming, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var result = look(config, incoming);
            if (!(result instanceof Result.Pending) || System.nanoTime() - deadline >= 0) {
                return result;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    private Result look(WhatsAppConfigId config, ExternalId incoming) {
        var message = messages.byExternalId(config, incoming);
        if (message.isEmpty()) {
            return new Result.Pending();
        }
        var parts = messages.repliesTo(message.get().id());
        if (parts.isEmpty()) {
            return messages.silenceAbout(message.get().id())
                    .<Result>map(Result.Silent::new)
                    .orElseGet(Result.Pending::new);
        }
        return parts.stream().allMatch(AwaitReply::hasOutcome) ? new Result.Replied(parts) : new Result.Pending();
    }

    private static boolean hasOutcome(Message part) {
        return part.status()
                .map(status -> status.compareTo(DeliveryStatus.SENT) >= 0)
                .orElse(false);
    }
}
