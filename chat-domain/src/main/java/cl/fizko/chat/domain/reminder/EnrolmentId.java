package cl.fizko.chat.domain.reminder;

import java.util.UUID;

/** Identifies an enrolment. A UUID of version 7, so ids sort by creation. */
public record EnrolmentId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
