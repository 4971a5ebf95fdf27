package cl.fizko.chat.bootstrap.metrics;

import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.port.TurnRepository;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Counts what comes of turns. */
final class MeasuredTurns implements TurnRepository {

    private final TurnRepository turns;
    private final TurnMeters meters;

    MeasuredTurns(TurnRepository turns, TurnMeters meters) {
        this.turns = turns;
        this.meters = meters;
    }

    @Override
    public List<ClaimedTurn> claim(Collection<ConversationId> conversations, Duration lease) {
        return turns.claim(conversations, lease);
    }

    @Override
    public List<ClaimedTurn> claimWaiting(int limit, Duration lease) {
        return turns.claimWaiting(limit, lease);
    }

    @Override
    public List<TurnResult> finish(List<FinishedTurn> finished, Set<ConversationId> leaving) {
        var results = turns.finish(finished, leaving);
        for (int i = 0; i < results.size(); i++) {
            meters.finished(finished.get(i), results.get(i));
        }
        return results;
    }
}
