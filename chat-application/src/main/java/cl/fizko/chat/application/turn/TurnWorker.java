package cl.fizko.chat.application.turn;

import cl.fizko.chat.application.dispatch.DirectReplies;
import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.application.worker.LogContext;
import cl.fizko.chat.application.worker.Periodically;
import cl.fizko.chat.application.worker.Pulse;
import cl.fizko.chat.application.worker.WakeQueue;
import cl.fizko.chat.application.worker.WorkerLoop;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.CrashPoint;
import cl.fizko.chat.domain.port.GroupRest;
import cl.fizko.chat.domain.port.TurnRepository;
import cl.fizko.chat.domain.port.TurnRepository.ClaimedTurn;
import cl.fizko.chat.domain.port.TurnRepository.FinishedTurn;
import cl.fizko.chat.domain.port.TurnRepository.TurnResult;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second stage: leases conversations that wait, lets the agents answer many of them at once, and stores the replies. What
 * this process was told of is done as soon as a thread is free, which rests a little after each group of several
 * ({@link GroupRest}); what a crash or another node left behind is found by a sweep.
 */
public final class TurnWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TurnWorker.class);

    /** How long a turn may take before another worker may take it over. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** So often a turn is begun that never ends; see the port for the pauses between. */
    static final int MOST_ATTEMPTS = 5;

    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    private static final int BATCH = 256;
    private static final int LATE_STORES = 2;

    private final TurnRepository turns;
    private final WhatsAppConfigRepository configs;
    private final AnswerTurn answer;
    private final Optional<LlmTurns> advised;
    private final WakeQueue awaitingTurn;
    private final WakeQueue awaitingDispatch;
    private final DirectReplies direct;
    private final List<WorkerLoop> loops;
    private final GroupRest rest;
    private final Periodically sweep = new Periodically(SWEEP_EVERY);
    private final Semaphore lateStores = new Semaphore(LATE_STORES);

    /**
     * A worker that is not running yet.
     *
     * @param awaitingTurn conversations that wait for an agent
     * @param awaitingDispatch told which conversations have a reply to send that does not leave at once
     * @param direct sends the others
     * @param threads how many batches are worked on at once
     */
    public TurnWorker(
            TurnRepository turns,
            WhatsAppConfigRepository configs,
            AnswerTurn answer,
            WakeQueue awaitingTurn,
            WakeQueue awaitingDispatch,
            DirectReplies direct,
            int threads) {
        this(turns, configs, answer, Optional.empty(), awaitingTurn, awaitingDispatch, direct, threads);
    }

    /**
     * A worker that is not running yet.
     *
     * @param advised finishes the turns for which a language model is asked; empty where there is none. Closed with the worker
     */
    public TurnWorker(
            TurnRepository turns,
            WhatsAppConfigRepository configs,
            AnswerTurn answer,
            Optional<LlmTurns> advised,
            WakeQueue awaitingTurn,
            WakeQueue awaitingDispatch,
            DirectReplies direct,
            int threads) {
        this(turns, configs, answer, advised, awaitingTurn, awaitingDispatch, direct, new GroupRest(BATCH), threads);
    }

    /** For tests: the same with another rest between groups. */
    TurnWorker(
            TurnRepository turns,
            WhatsAppConfigRepository configs,
            AnswerTurn answer,
            Optional<LlmTurns> advised,
            WakeQueue awaitingTurn,
            WakeQueue awaitingDispatch,
            DirectReplies direct,
            GroupRest rest,
            int threads) {
        this.rest = rest;
        this.turns = turns;
        this.configs = configs;
        this.answer = answer;
        this.advised = advised;
        this.awaitingTurn = awaitingTurn;
        this.awaitingDispatch = awaitingDispatch;
        this.direct = direct;
        this.loops = Stream.iterate(1, i -> i + 1)
                .limit(threads)
                .map(i -> new WorkerLoop("turn-" + i, this::round))
                .toList();
    }

    public void start() {
        loops.forEach(WorkerLoop::start);
    }

    /** Ends after the batches at work; nothing is lost, what waits is found by the next start. */
    @Override
    public void close() {
        loops.forEach(WorkerLoop::close);
        advised.ifPresent(LlmTurns::close);
    }

    private void round() throws InterruptedException {
        var told = awaitingTurn.take(BATCH, sweep.untilDue());
        if (!told.isEmpty()) {
            var began = System.nanoTime();
            var claimed = turns.claim(told, LEASE);
            work(claimed);
            rest.after(claimed.size(), awaitingTurn.size(), began);
        }
        if (sweep.isDue()) {
            var left = turns.claimWaiting(BATCH, LEASE);
            work(left);
            if (told.isEmpty() && left.size() == BATCH) {
                sweep.hasten(); // much was left behind, and nothing else is to be done
            }
        }
    }

    private void work(List<ClaimedTurn> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        CrashPoint.TURN_CLAIMED.pass();
        var finished = new ArrayList<FinishedTurn>(claimed.size());
        var lines = new HashMap<ConversationId, WhatsAppConfigId>();
        for (var turn : claimed) {
            lines.put(turn.conversation().id(), turn.conversation().configId());
            answer(turn).ifPresent(finished::add);
        }
        store(finished, conversation -> Objects.requireNonNull(lines.get(conversation)));
    }

    private void store(List<FinishedTurn> finished, Function<ConversationId, WhatsAppConfigId> line) {
        if (finished.isEmpty()) {
            return;
        }
        CrashPoint.TURN_DECIDED.pass();
        List<TurnResult> results;
        try (var slots = direct.reserve(answered(finished), line)) {
            results = turns.finish(finished, slots.conversations());
            CrashPoint.TURN_COMMITTED.pass();
            slots.send(results.stream()
                    .flatMap(result -> result.leaving().stream())
                    .toList());
        }
        awaitingDispatch.offer(
                conversations(
                        results,
                        result -> result.repliesQueued() && result.leaving().isEmpty()),
                line);
        awaitingTurn.offer(conversations(results, TurnResult::moreAwaiting), line);
        results.stream()
                .filter(result -> !result.committed())
                .forEach(result ->
                        log.warn("conversation {}: the lease was lost, another worker has it", result.conversation()));
    }

    /**
     * A turn that cannot be answered keeps its lease until it runs out, and harms no other; after {@value #MOST_ATTEMPTS} of them, about
     * eight minutes, nobody answers but a person.
     */
    private Optional<FinishedTurn> answer(ClaimedTurn turn) {
        return named(turn).call(() -> answerNamed(turn));
    }

    static LogContext named(ClaimedTurn turn) {
        return LogContext.of(turn.conversation().id(), turn.conversation().companyId());
    }

    private Optional<FinishedTurn> answerNamed(ClaimedTurn turn) {
        try {
            if (turn.attempt() > MOST_ATTEMPTS) {
                log.error(
                        "conversation {} could not be answered {} times: a person takes it",
                        turn.conversation().id(),
                        MOST_ATTEMPTS);
                return Optional.of(answer.giveUp(turn));
            }
            var config = configs.byId(turn.conversation().configId());
            if (config.isEmpty()) {
                log.error("conversation {} has no config", turn.conversation().id());
            }
            return config.flatMap(found -> nowOrLater(turn, found, answer.answer(turn, found)));
        } catch (RuntimeException | Error e) {
            log.error("conversation {} not answered", turn.conversation().id(), Fault.withoutMessages(e));
            return Optional.empty();
        }
    }

    private Optional<FinishedTurn> nowOrLater(ClaimedTurn turn, WhatsAppConfig config, FinishedTurn byRules) {
        return advised.isEmpty()
                ? Optional.of(byRules)
                : advised.get().orLater(turn, config, byRules, later -> storeLate(later, config.id()));
    }

    /** Many models may answer at once, and their turns must not take every connection from what comes in. */
    private void storeLate(FinishedTurn turn, WhatsAppConfigId line) {
        lateStores.acquireUninterruptibly();
        try {
            store(List.of(turn), conversation -> line);
        } finally {
            lateStores.release();
        }
    }

    /** Whether every thread is at work. */
    public boolean isAlive() {
        return loops.stream().allMatch(WorkerLoop::isAlive);
    }

    /** How its threads are doing. */
    public List<Pulse> pulses() {
        return List.copyOf(loops);
    }

    private static List<ConversationId> answered(List<FinishedTurn> finished) {
        return finished.stream()
                .filter(turn -> turn.decisions().stream()
                        .anyMatch(handled -> !handled.replies().isEmpty()))
                .map(FinishedTurn::conversation)
                .toList();
    }

    private static List<ConversationId> conversations(List<TurnResult> results, Predicate<TurnResult> which) {
        return results.stream().filter(which).map(TurnResult::conversation).toList();
    }
}
