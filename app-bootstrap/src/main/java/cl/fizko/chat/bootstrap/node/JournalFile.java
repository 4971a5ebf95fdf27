package cl.fizko.chat.bootstrap.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The layout of a journal: a header of 64 bytes, then slots of 16.
 *
 * <pre>
 *  0  magic        8 bytes
 *  8  version      int
 * 12  slots        int
 * 16  node id      UUID
 * 32  boot id      UUID, zero where the system has none
 * 48  CRC-32       of the 48 bytes before, as a long
 * 56  unused
 * </pre>
 */
final class JournalFile {

    static final int HEADER_BYTES = 64;
    static final int SLOT_BYTES = 16;

    private static final long MAGIC = 0x46495A4B4F4A524EL; // "FIZKOJRN"
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = 48;
    private static final UUID UNKNOWN_BOOT = new UUID(0, 0);

    private final FileChannel channel;
    private final int slots;

    JournalFile(FileChannel channel, int slots) {
        this.channel = channel;
        this.slots = slots;
    }

    /**
     * What the header says.
     *
     * @param boot empty when the system that wrote it had no boot id
     */
    record Header(UUID node, Optional<UUID> boot) {}

    /** The header; empty when the file is new, damaged, or of another shape. */
    Optional<Header> header() throws IOException {
        if (channel.size() != size()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(HEADER_BYTES);
        int read;
        do {
            read = channel.read(bytes, bytes.position());
        } while (read >= 0 && bytes.hasRemaining());
        bytes.flip();
        var intact = bytes.limit() == HEADER_BYTES
                && bytes.getLong(0) == MAGIC
                && bytes.getInt(8) == VERSION
                && bytes.getInt(12) == slots
                && bytes.getLong(CHECKED_BYTES) == checksum(bytes);
        if (!intact) {
            return Optional.empty();
        }
        var boot = new UUID(bytes.getLong(32), bytes.getLong(40));
        return Optional.of(new Header(
                new UUID(bytes.getLong(16), bytes.getLong(24)),
                boot.equals(UNKNOWN_BOOT) ? Optional.empty() : Optional.of(boot)));
    }

    /**
     * Starts the file anew with every slot free. Every byte is really written: a store into a hole of a sparse file on a full
     * disk would kill the process. Until all of it is, the file has no header.
     */
    void format(Header header) throws IOException {
        channel.truncate(0);
        write(channel, ByteBuffer.allocate(size()), 0);
        channel.force(true);
        var bytes = ByteBuffer.allocate(HEADER_BYTES);
        var boot = header.boot().orElse(UNKNOWN_BOOT);
        bytes.putLong(0, MAGIC).putInt(8, VERSION).putInt(12, slots);
        bytes.putLong(16, header.node().getMostSignificantBits());
        bytes.putLong(24, header.node().getLeastSignificantBits());
        bytes.putLong(32, boot.getMostSignificantBits());
        bytes.putLong(40, boot.getLeastSignificantBits());
        bytes.putLong(CHECKED_BYTES, checksum(bytes));
        write(channel, bytes, 0);
        channel.force(true);
    }

    /** From now on the file says nothing; it keeps its size, as another process may have it mapped. */
    static void wipeHeader(FileChannel channel) throws IOException {
        write(channel, ByteBuffer.allocate(HEADER_BYTES), 0);
    }

    ByteBuffer map() throws IOException {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, size());
    }

    private int size() {
        return HEADER_BYTES + slots * SLOT_BYTES;
    }

    private static void write(FileChannel channel, ByteBuffer bytes, int position) throws IOException {
        var at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static long checksum(ByteBuffer header) {
        var crc = new CRC32();
        crc.update(header.duplicate().position(0).limit(CHECKED_BYTES));
        return crc.getValue();
    }
}
