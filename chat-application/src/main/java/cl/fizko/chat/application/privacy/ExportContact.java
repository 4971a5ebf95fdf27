package cl.fizko.chat.application.privacy;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.port.ContactArchive;
import cl.fizko.chat.domain.port.ContactArchive.Part;
import cl.fizko.chat.domain.port.MediaStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Use case: the rights of access and of portability (Ley 19.628 as of Ley 21.719): everything that is held about a person, in a structured
 * format. Thread-safe.
 */
public final class ExportContact {

    private final ContactArchive archive;
    private final MediaStore files;

    @Inject
    public ExportContact(ContactArchive archive, MediaStore files) {
        this.archive = archive;
        this.files = files;
    }

    /**
     * Exports what one company holds.
     *
     * @return false when it does not know the person; nothing was written then
     */
    public boolean export(CompanyId company, ContactAddress person, ArchiveWriter writer, Progress progress) {
        progress.expect(archive.count(company, person));
        return archive.read(company, person, part -> write(company, part, writer), progress::done);
    }

    private void write(CompanyId company, Part part, ArchiveWriter writer) {
        var file = part.file().flatMap(stored -> files.open(new MediaStore.Key(company, stored.message())));
        try (var closed = file.orElseGet(InputStream::nullInputStream)) {
            writer.write(part, file.isPresent() ? Optional.of(closed) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
