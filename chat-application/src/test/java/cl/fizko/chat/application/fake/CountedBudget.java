package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.LlmBudget;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory, per company and day. */
public final class CountedBudget implements LlmBudget {

    private record Day(CompanyId company, LocalDate day) {}

    private final Map<Day, Integer> taken = new HashMap<>();

    @Override
    public synchronized boolean take(CompanyId company, LocalDate day, int atMost) {
        var key = new Day(company, day);
        int used = taken.getOrDefault(key, 0);
        if (used >= atMost) {
            return false;
        }
        taken.put(key, used + 1);
        return true;
    }

    public synchronized int taken(CompanyId company, LocalDate day) {
        return taken.getOrDefault(new Day(company, day), 0);
    }
}
