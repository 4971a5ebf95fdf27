package cl.fizko.chat.domain.reminder;

import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An enrolled person who may be due for a reminder.
 *
 * @param latest the business number of the latest conversation with the person, if there is one
 * @param reminded the periods that the person was reminded of, the latest ones at least
 * @param lookAfter before that there is no need to look again
 */
public record Candidate(
        Enrolment enrolment, Optional<WhatsAppConfigId> latest, Set<YearMonth> reminded, Instant lookAfter) {

    public Candidate {
        reminded = Set.copyOf(reminded);
    }

    /**
     * Which number reminds the person: the one that the enrolment names, else that of the latest conversation, else the only active
     * one, else the only one.
     *
     * @param lines all of the company's
     * @return empty when nothing tells, or the company has none
     */
    public Optional<WhatsAppConfig> line(List<WhatsAppConfig> lines) {
        var named = enrolment.by().or(() -> latest);
        if (named.isPresent()) {
            return lines.stream().filter(line -> line.id().equals(named.get())).findFirst();
        }
        return only(lines.stream().filter(WhatsAppConfig::active).toList()).or(() -> only(lines));
    }

    private static Optional<WhatsAppConfig> only(List<WhatsAppConfig> lines) {
        return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
    }
}
