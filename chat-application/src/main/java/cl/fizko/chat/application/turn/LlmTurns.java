package cl.fizko.chat.application.turn;

import cl.fizko.chat.application.llm.Deadline;
import cl.fizko.chat.application.llm.LlmAdvice;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.agent.AgentContext;
import cl.fizko.chat.domain.agent.AgentResponse;
import cl.fizko.chat.domain.agent.Decision;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.agent.PastMessage;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.HandledMessage;
import cl.fizko.chat.domain.port.TurnRepository.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the turns for which a language model is asked, on threads of its own: a conversation that waits for a model delays no
 * other. A turn is asked about for 20 seconds at most, so that its lease of 30 still runs when it is stored; when every thread is
 * taken the rules' answer goes out at once. Thread-safe.
 */
public final class LlmTurns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LlmTurns.class);

    private static final int THREADS = 16;
    private static final int WAITING = 16;
    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LlmAdvice advice;
    private final ThreadPoolExecutor pool;
    private volatile boolean stopping;

    public LlmTurns(LlmAdvice advice) {
        this(advice, THREADS, WAITING);
    }

    LlmTurns(LlmAdvice advice, int threads, int waiting) {
        var count = new AtomicInteger();
        this.advice = advice;
        this.pool = new ThreadPoolExecutor(
                threads, threads, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
                    var thread = new Thread(work, "llm-turn-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.pool.allowCoreThreadTimeOut(true);
    }

    /**
     * What of a turn is to be stored now.
     *
     * @param byRules the turn as the rules answer it
     * @param store stores it later, on another thread, once the model was asked
     * @return empty if the turn was taken over, so that {@code store} gets it
     */
    Optional<FinishedTurn> orLater(
            ClaimedTurn turn, WhatsAppConfig config, FinishedTurn byRules, Consumer<FinishedTurn> store) {
        if (!isAdviceWanted(turn, config, byRules)) {
            return Optional.of(byRules);
        }
        var deadline = Deadline.in(LONGEST_TURN);
        try {
            pool.execute(() -> TurnWorker.named(turn).run(() -> finish(turn, config, byRules, deadline, store)));
            return Optional.empty();
        } catch (RejectedExecutionException full) {
            log.warn("every thread that asks the model is taken: the rules' answer goes out");
            return Optional.of(unadvised(turn, config, byRules, "too many turns at once"));
        }
    }

    private void finish(
            ClaimedTurn turn,
            WhatsAppConfig config,
            FinishedTurn byRules,
            Deadline deadline,
            Consumer<FinishedTurn> store) {
        try {
            var advised = byRules;
            try {
                advised = stopping
                        ? unadvised(turn, config, byRules, "the app stops")
                        : advised(turn, config, byRules, deadline);
            } catch (RuntimeException | Error e) {
                log.error("conversation {}: no advice", byRules.conversation(), Fault.withoutMessages(e));
            }
            Thread.interrupted(); // a stop cuts the call short; what is known is stored all the same
            store.accept(advised);
        } catch (RuntimeException | Error e) {
            log.error("conversation {} not stored", byRules.conversation(), Fault.withoutMessages(e));
        }
    }

    private boolean isAdviceWanted(ClaimedTurn turn, WhatsAppConfig config, FinishedTurn byRules) {
        for (int i = 0; i < byRules.decisions().size(); i++) {
            if (advice.isWanted(byRules.decisions().get(i).decision(), text(turn, config, i))) {
                return true;
            }
        }
        return false;
    }

    private FinishedTurn advised(ClaimedTurn turn, WhatsAppConfig config, FinishedTurn byRules, Deadline deadline) {
        var handled = new ArrayList<HandledMessage>();
        for (int i = 0; i < byRules.decisions().size(); i++) {
            var ruled = byRules.decisions().get(i);
            var context = new AgentContext(
                    ruled.decision().decidedAt(),
                    config.profile(),
                    turn.conversation().contact().name(),
                    before(turn, config, handled));
            var inquiry = new Inquiry(text(turn, config, i), context);
            var company = turn.conversation().companyId();
            handled.add(replaced(ruled, advice.advise(ruled.decision(), inquiry, company, deadline)));
        }
        return with(byRules, handled);
    }

    private FinishedTurn unadvised(ClaimedTurn turn, WhatsAppConfig config, FinishedTurn byRules, String why) {
        var handled = new ArrayList<HandledMessage>();
        for (int i = 0; i < byRules.decisions().size(); i++) {
            var ruled = byRules.decisions().get(i);
            var wanted = advice.isWanted(ruled.decision(), text(turn, config, i));
            handled.add(wanted ? replaced(ruled, advice.unadvised(ruled.decision(), why)) : ruled);
        }
        return with(byRules, handled);
    }

    /** The words that a decision is about: its message's, or those of all up to it where a burst is one inquiry. */
    private static String text(ClaimedTurn turn, WhatsAppConfig config, int index) {
        int from = config.burstWindow().isZero() ? index : 0;
        return String.join(
                "\n",
                turn.messages().subList(from, index + 1).stream()
                        .flatMap(message -> message.content().words().stream())
                        .toList());
    }

    /** What was said before the next message, our replies in this turn included. */
    private static List<PastMessage> before(ClaimedTurn turn, WhatsAppConfig config, List<HandledMessage> handled) {
        var said = new ArrayList<>(turn.recent());
        if (config.burstWindow().isZero()) {
            for (int i = 0; i < handled.size(); i++) {
                var message = turn.messages().get(i);
                said.add(new PastMessage(true, message.content().words(), Optional.empty(), message.receivedAt()));
                var decision = handled.get(i).decision();
                decision.response().map(response -> ours(decision, response)).ifPresent(said::add);
            }
        }
        return said;
    }

    private static PastMessage ours(Decision decision, AgentResponse response) {
        return new PastMessage(
                false, Optional.of(response.content()), Optional.of(response.agentName()), decision.decidedAt());
    }

    /** A reply that is the decision's content word for word says the new one's; others stay. */
    private static HandledMessage replaced(HandledMessage ruled, Decision advised) {
        var old = ruled.decision().response().map(AgentResponse::content);
        var content = advised.response().map(AgentResponse::content);
        if (old.equals(content)) {
            return new HandledMessage(ruled.message(), advised, ruled.replies());
        }
        boolean isOneText = ruled.replies().size() == 1
                && ruled.replies().get(0).content() instanceof MessageContent.Text text
                && old.filter(text.body()::equals).isPresent();
        if (!isOneText) {
            return ruled;
        }
        var reply = ruled.replies().get(0);
        var said = new Reply(reply.id(), new MessageContent.Text(content.orElseThrow()), reply.quoted());
        return new HandledMessage(ruled.message(), advised, List.of(said));
    }

    private static FinishedTurn with(FinishedTurn turn, List<HandledMessage> handled) {
        return new FinishedTurn(turn.conversation(), turn.epoch(), turn.handledThrough(), handled);
    }

    /** Cuts the calls short: what waits for the model is stored with the rules' answer. */
    @Override
    public void close() {
        stopping = true;
        var waiting = pool.shutdownNow();
        waiting.forEach(Runnable::run);
        try {
            if (!pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("a turn still waits for the model and is left to its lease");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
