package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Outbound port: erases people, company by company. Thread-safe; what it hands out is not.
 *
 * <p>Every method throws {@link StoreBusyException} when the store cannot do it now.
 */
public interface Erasures {

    /** The companies that know this person, or have erased them. */
    List<CompanyId> companiesOf(ContactAddress person);

    /** When and how the company erased this person, newest first. */
    List<Erased> earlier(CompanyId company, ContactAddress person);

    /** What would be erased; changes nothing, and is not to be finished. */
    Run preview(CompanyId company, ContactAddress person);

    /**
     * Takes a person out of the company's contacts and what waits to be sent to them out of the outbox, in one commit: from then on who
     * writes under that address is somebody new, whose messages stay. The rest is done by the steps of the run. A person who is not known
     * is looked for in the raw deliveries all the same.
     */
    Run begin(CompanyId company, ContactAddress person);

    /** Some runs that began so long ago and that nobody has finished. Two processes may be at one run: each step can be repeated. */
    List<Run> unfinished(Duration begunBefore);

    /** The runs about this person that nobody has finished. */
    List<Run> unfinished(CompanyId company, ContactAddress person);

    /** The erasure of one person at work: call {@link #next} until there is no more, then {@link #finish}. */
    interface Run {

        /** What has been done, or would be done, without the steps that follow. */
        Tally begun();

        /** About how many records the steps will look at. */
        long expected();

        /** Erases some more, or counts it in a preview; empty when all is done. */
        Optional<Step> next();

        /** Deletes what is left and completes the receipt, which counts what every step has erased, whoever did it. */
        Erased finish();
    }

    /**
     * What a step did.
     *
     * @param looked how many records it looked at
     */
    record Step(long looked, Tally tally) {}
}
