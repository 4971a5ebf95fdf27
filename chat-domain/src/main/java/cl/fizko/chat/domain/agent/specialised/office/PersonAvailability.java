package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.language.ChileanFormat;
import java.time.Instant;

/** When the customer can expect a person: until when today, or from when on; without configured hours no time is claimed. */
public final class PersonAvailability {

    private PersonAvailability() {}

    /** Adds the line to a draft. */
    public static Draft say(Draft draft, CompanyProfile company, Instant at) {
        if (company.businessHours().isEmpty()) {
            return draft.say("support.soon");
        }
        var office = new Office(company.businessHours().get());
        var now = office.local(at);
        if (office.isOpenAt(now)) {
            return draft.say(
                    "support.now", "end", ChileanFormat.clock(office.hours().end()));
        }
        var next = office.nextOpening(now);
        return next.isEmpty()
                ? draft.say("support.soon")
                : draft.say(
                        "support.next",
                        "date",
                        ChileanFormat.date(next.get().toLocalDate()),
                        "start",
                        ChileanFormat.clock(next.get().toLocalTime()));
    }
}
