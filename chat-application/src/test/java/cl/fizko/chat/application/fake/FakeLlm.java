package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.port.LlmPort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Answers what it was told to, in order; then fails. Remembers what it was asked. */
public final class FakeLlm implements LlmPort {

    private final Deque<Function<Request, Outcome>> answers = new ArrayDeque<>();
    private final List<Request> asked = new ArrayList<>();

    public FakeLlm says(String text) {
        return does(request -> new Outcome.Completed(text));
    }

    public FakeLlm fails(String reason) {
        return does(request -> new Outcome.Unavailable(reason));
    }

    public synchronized FakeLlm does(Function<Request, Outcome> answer) {
        answers.add(answer);
        return this;
    }

    public synchronized List<Request> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Outcome complete(Request request) {
        return next(request).apply(request);
    }

    private synchronized Function<Request, Outcome> next(Request request) {
        asked.add(request);
        return answers.isEmpty() ? r -> new Outcome.Unavailable("timeout") : answers.remove();
    }
}
