package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.message.MessageId;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Outbound port: keeps the files of messages. Thread-safe.
 *
 * <p>Every method throws {@link java.io.UncheckedIOException} when the store cannot be read or written.
 */
public interface MediaStore {

    /** Begins a file; one that is there already is replaced when this one is complete. */
    Upload begin(Key key);

    /** The file; to be closed by the caller. */
    Optional<InputStream> open(Key key);

    /** Removes the file; returns whether there was one. */
    boolean delete(Key key);

    /** Where a file belongs: to one message of one company. Never a name that a customer chose. */
    record Key(CompanyId company, MessageId message) {}

    /** A file on its way in. Closed without {@link #complete} it leaves nothing behind. */
    interface Upload extends AutoCloseable {

        OutputStream stream();

        /** The file is whole and durable from here on. */
        void complete();

        @Override
        void close();
    }
}
