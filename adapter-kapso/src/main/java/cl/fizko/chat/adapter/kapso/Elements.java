package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.webhook.InboundEvent;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The border around each part of a delivery: one that cannot be read says so and leaves its neighbours alone. */
final class Elements {

    private Elements() {}

    static List<InboundEvent> guarded(Supplier<List<InboundEvent>> reading) {
        return guarded(reading, List::of);
    }

    /** @param otherwise what to make of the reason why it cannot be read */
    static <T> T guarded(Supplier<T> reading, Function<Undecodable, T> otherwise) {
        try {
            return reading.get();
        } catch (NotUnderstood e) {
            return otherwise.apply(new Undecodable(e.reason()));
        } catch (RuntimeException e) {
            // A gap in the reader. Its message may quote the payload, so only the place is told.
            return otherwise.apply(new Undecodable("the reader failed: " + place(e)));
        }
    }

    private static String place(RuntimeException e) {
        var trace = e.getStackTrace();
        return e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0].getClassName());
    }
}
