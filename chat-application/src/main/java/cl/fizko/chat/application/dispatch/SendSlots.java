package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The calls that may be in flight at once, shared by the lines: a line may hold {@value #PER_FREE} times as many as are free, so that a
 * single one gets three quarters of them and two get three sevenths each. However many there are whose provider is slow, what the
 * largest give back goes to those that have less. Thread-safe.
 */
final class SendSlots {

    static final int PER_FREE = 3;

    private final int count;
    private final Map<WhatsAppConfigId, Integer> held = new HashMap<>();
    private int taken;

    SendSlots(int count) {
        this.count = count;
    }

    int count() {
        return count;
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int free() {
        return count - taken;
    }

    /** How many more the line may take now. One that has none may have one as long as there is any. */
    synchronized int roomFor(WhatsAppConfigId line) {
        var free = count - taken;
        int own = held.getOrDefault(line, 0);
        var share = Math.max(0, (PER_FREE * free - own) / (PER_FREE + 1));
        return Math.min(free, own == 0 ? Math.max(1, share) : share);
    }

    /** The lines that have no room for so many more. */
    synchronized Set<WhatsAppConfigId> withoutRoomFor(int more) {
        var full = new HashSet<WhatsAppConfigId>();
        for (var line : held.keySet()) {
            if (roomFor(line) < more) {
                full.add(line);
            }
        }
        return full;
    }

    /** Takes one, if the line may have one now. */
    synchronized boolean tryTake(WhatsAppConfigId line) {
        var may = roomFor(line) > 0;
        if (may) {
            take(line);
        }
        return may;
    }

    synchronized void take(WhatsAppConfigId line) {
        taken++;
        held.merge(line, 1, Integer::sum);
    }

    synchronized void giveBack(WhatsAppConfigId line) {
        taken--;
        held.computeIfPresent(line, (key, number) -> number == 1 ? null : number - 1);
    }
}
