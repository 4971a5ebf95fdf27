package cl.fizko.chat.application.privacy;

import cl.fizko.chat.application.worker.Fault;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.Erasures.Run;
import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.Tally;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: the right to erasure (Ley 19.628 as of Ley 21.719, supresión). Everything about the person goes, from rows, files and
 * raw deliveries alike.
 *
 * <p>What is kept, blocked: if the person had opted out, since when, under a keyed hash of their address, because who has asked for no more
 * promotional messages must not get any ever after (Ley 19.496, art. 28 B). Nothing else: tax documents and accounting records, which have to be
 * kept for six years, live in the company's accounting, of which a chat is no part; and the app sends no debt collection, whose log
 * Ley 21.320 has kept for two years. docs/privacy.md says what of this was verified.
 *
 * <p>Thread-safe.
 */
public final class EraseContact {

    private static final Logger log = LoggerFactory.getLogger(EraseContact.class);

    /** Whoever began one that long ago has died. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Erasures erasures;
    private final RemoveMediaFiles files;

    @Inject
    public EraseContact(Erasures erasures, RemoveMediaFiles files) {
        this.erasures = erasures;
        this.files = files;
    }

    /** The companies that know this person, or have erased them. */
    public List<CompanyId> companiesOf(ContactAddress person) {
        return erasures.companiesOf(person);
    }

    /** Earlier erasures, newest first. */
    public List<Erased> earlier(CompanyId company, ContactAddress person) {
        return erasures.earlier(company, person);
    }

    /** What {@link #erase} would erase. */
    public Tally preview(CompanyId company, ContactAddress person, Progress progress) {
        var run = erasures.preview(company, person);
        return run.begun().plus(all(run, progress));
    }

    /**
     * Erases the person. To be repeated when it fails: it goes on then, and {@link #finishOthers} would.
     *
     * @param progress is told what the steps look at
     */
    public Erased erase(CompanyId company, ContactAddress person, Progress progress) {
        erasures.unfinished(company, person).forEach(run -> finish(run, progress));
        return finish(erasures.begin(company, person), progress);
    }

    /** Finishes what a process that died has begun. One that fails keeps no other from being finished; the first fault is thrown at the end. */
    public void finishOthers() {
        RuntimeException first = null;
        for (var run : erasures.unfinished(LONGEST)) {
            try {
                var erased = finish(run, Progress.UNWATCHED);
                log.info("erasure {} of company {} is finished", erased.id(), erased.company());
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.error("an erasure could not be finished, the others go on", Fault.withoutMessages(e));
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Erased finish(Run run, Progress progress) {
        all(run, progress);
        var erased = run.finish();
        files.run();
        return erased;
    }

    private static Tally all(Run run, Progress progress) {
        progress.expect(run.expected());
        var done = Tally.NONE;
        for (var step = run.next(); step.isPresent(); step = run.next()) {
            done = done.plus(step.get().tally());
            progress.done(step.get().looked());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted; the next run goes on");
            }
        }
        return done;
    }
}
