package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.ContactArchive.StoredFile;
import cl.fizko.chat.domain.port.Erasures;
import cl.fizko.chat.domain.port.MediaStore;
import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.Tally;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Use case: takes in what {@link ExportContact} wrote, here or elsewhere. Doing it again changes nothing. Thread-safe. */
public final class ImportContact {

    private static final int AT_ONCE = 200;

    private final ContactArchive archive;
    private final Erasures erasures;
    private final MediaStore files;

    @Inject
    public ImportContact(ContactArchive archive, Erasures erasures, MediaStore files) {
        this.archive = archive;
        this.erasures = erasures;
        this.files = files;
    }

    /** What came of an import. */
    public sealed interface Outcome {
        /** What was new. */
        record Imported(Tally added) implements Outcome {}

        /** The company has erased this person, and nobody has said that it is to be imported all the same. */
        record WasErased(Erased erased) implements Outcome {}
    }

    /**
     * Imports.
     *
     * @param evenIfErased whether a person whom the company has erased may come back
     * @throws IllegalArgumentException if the archive cannot be read, with what is wrong; what was stored until then stays
     */
    public Outcome read(CompanyId company, ArchiveReader reader, boolean evenIfErased, Progress progress) {
        var contact = reader.next().orElseThrow(() -> new IllegalArgumentException("the archive is empty"));
        var opened = archive.open(company, contact);
        var erased = erasures.earlier(company, opened.person());
        if (!erased.isEmpty() && !evenIfErased) {
            return new Outcome.WasErased(erased.get(0));
        }
        progress.expect(reader.size());
        var added = Tally.NONE;
        List<Part> batch = new ArrayList<>(List.of(contact));
        for (var part = reader.next(); ; part = reader.next()) {
            if (part.isEmpty() || batch.size() == AT_ONCE) {
                added = added.plus(opened.add(batch));
                batch.forEach(done -> done.file().ifPresent(file -> copyIfGone(company, file, reader)));
                progress.done(batch.size());
                batch.clear();
            }
            if (part.isEmpty()) {
                return new Outcome.Imported(added);
            }
            part.get().file().ifPresent(file -> copy(company, file, reader));
            batch.add(part.get());
        }
    }

    /** Until its message was stored, the file may have been one of those that an erasure has left to be removed. */
    private void copyIfGone(CompanyId company, StoredFile file, ArchiveReader reader) {
        var stored = files.open(new MediaStore.Key(company, file.message()));
        if (stored.isEmpty()) {
            copy(company, file, reader);
            return;
        }
        try {
            stored.get().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before its message: a crash between leaves a file that the next run writes again. */
    private void copy(CompanyId company, StoredFile file, ArchiveReader reader) {
        var from = reader.open(file);
        if (from.isEmpty()) {
            return;
        }
        try (var digested = new DigestInputStream(from.get(), sha256());
                var upload = files.begin(new MediaStore.Key(company, file.message()))) {
            digested.transferTo(upload.stream());
            var digest = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            if (file.sha256().map(digest::equalsIgnoreCase).orElse(true)) {
                upload.complete();
            } else {
                throw new IllegalArgumentException("the file of message " + file.message() + " is damaged");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
