package cl.fizko.chat.bootstrap.config;

import cl.fizko.chat.application.privacy.RetentionPeriods;
import java.util.List;

/** The variables that say how long what is kept. */
final class RetentionVariables {

    private static final String EVENTS = "CHAT_RETENTION_EVENTS_DAYS";
    private static final String QUARANTINED = "CHAT_RETENTION_QUARANTINED_DAYS";
    private static final String MESSAGES = "CHAT_RETENTION_MESSAGES_DAYS";
    private static final String MEDIA = "CHAT_RETENTION_MEDIA_DAYS";
    private static final String DECISIONS = "CHAT_RETENTION_DECISIONS_DAYS";

    static final List<String> NAMES = List.of(EVENTS, QUARANTINED, MESSAGES, MEDIA, DECISIONS);

    private RetentionVariables() {}

    static RetentionPeriods read(Variables variables) {
        return RetentionPeriods.of(
                days(variables, EVENTS, RetentionPeriods.EVENTS_BY_DEFAULT),
                days(variables, QUARANTINED, RetentionPeriods.QUARANTINED_BY_DEFAULT),
                days(variables, MESSAGES, 0),
                days(variables, MEDIA, 0),
                days(variables, DECISIONS, 0));
    }

    private static int days(Variables variables, String name, int byDefault) {
        return variables
                .read(name, "a whole number of days, 0 for ever", Settings::count)
                .orElse(byDefault);
    }
}
