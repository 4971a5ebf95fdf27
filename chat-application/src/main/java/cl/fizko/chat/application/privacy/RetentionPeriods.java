package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.port.Retention.Subject;
import java.util.EnumMap;
import java.util.Map;

/** For how many days what is kept; a subject that is not mentioned is kept for ever. */
public record RetentionPeriods(Map<Subject, Integer> days) {

    /**
     * Raw deliveries repeat what the messages say and serve to find faults, for which three months are plenty. Conversations are the
     * company's own records of its clients: how long it needs them only it can say.
     */
    public static final int EVENTS_BY_DEFAULT = 90;

    /** What a delivery in quarantine says is nowhere else: time enough for a release that understands it. */
    public static final int QUARANTINED_BY_DEFAULT = 365;

    public RetentionPeriods {
        days = Map.copyOf(days);
        if (days.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("what is kept is kept for a day at least");
        }
    }

    /** In days; 0 for ever. */
    public static RetentionPeriods of(int events, int quarantined, int messages, int media, int decisions) {
        var days = new EnumMap<Subject, Integer>(Subject.class);
        put(days, Subject.EVENTS, events);
        put(days, Subject.QUARANTINED, quarantined);
        put(days, Subject.MESSAGES, messages);
        put(days, Subject.MEDIA, media);
        put(days, Subject.DECISIONS, decisions);
        return new RetentionPeriods(days);
    }

    /** The same, but deliveries that were settled and messages for so many days; what {@code cleanup_whatsapp_data --days} deletes. */
    public RetentionPeriods butEventsAndMessages(int days) {
        var changed = new EnumMap<Subject, Integer>(Subject.class);
        put(changed, Subject.EVENTS, days);
        put(changed, Subject.MESSAGES, days);
        put(changed, Subject.QUARANTINED, this.days.getOrDefault(Subject.QUARANTINED, 0));
        return new RetentionPeriods(changed);
    }

    private static void put(Map<Subject, Integer> days, Subject subject, int count) {
        if (count != 0) {
            days.put(subject, count);
        }
    }
}
