package cl.fizko.chat.bootstrap.node;

import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.SendJournal;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The journal in a memory-mapped file, {@code DATA_DIR/node-<store>-<n>.journal}. A store into the mapping belongs to the operating
 * system at once, so it survives the process, even a {@code SIGKILL}, and costs no I/O; it does not survive the machine, which
 * the boot id in the file tells. {@code n} is the first number whose file no other process holds, so several nodes may share a
 * folder.
 *
 * <p>A slot holds the two halves of a message's id. It counts as taken only when both are there: the first half is claimed
 * before the second is written, and the second is wiped before the first is freed. So a process that dies between two stores
 * leaves a free slot, never the id of another message.
 *
 * <p>Thread-safe; {@link #begin} and {@link #end} allocate nothing.
 */
public final class MappedSendJournal implements SendJournal, AutoCloseable {

    /** How many calls may be in flight at once. */
    public static final int DEFAULT_SLOTS = 1024;

    private static final int MAX_NODES = 64;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ProcessLock lock;
    private final UUID nodeId;
    private final ByteBuffer file;
    private final int slots;
    private final Optional<Set<MessageId>> leftBehind;
    private volatile boolean inherited;
    private volatile boolean asked;
    private volatile boolean closed;

    private MappedSendJournal(ProcessLock lock, UUID nodeId, ByteBuffer file, int slots, boolean trusted) {
        this.lock = lock;
        this.nodeId = nodeId;
        this.file = file;
        this.slots = slots;
        var marks = marks();
        this.leftBehind = trusted ? Optional.of(Set.copyOf(marks)) : Optional.empty();
        this.inherited = !marks.isEmpty();
    }

    /**
     * Opens this process's journal, with room for {@value #DEFAULT_SLOTS} calls in flight, and creates it, and the folder, if
     * need be.
     *
     * @param storeName tells the database whose messages it marks from every other that is used with the folder; letters and
     *     digits
     * @throws IllegalStateException naming DATA_DIR, if its file system refuses
     */
    public static MappedSendJournal open(Path dataDir, String storeName) {
        return open(dataDir, storeName, DEFAULT_SLOTS, BootId.ofThisSystem());
    }

    /**
     * The journals of that store whose process has ended and has no successor, locked for the caller: to settle what each says
     * was {@link #leftBehind} for its {@link #nodeId}, then {@link #retire} it. One that is only closed is found again by the
     * next who asks. To be called after {@link #open(Path, String)}, which prefers to continue one of them.
     *
     * @throws IllegalStateException naming DATA_DIR, if its file system refuses
     */
    public static List<MappedSendJournal> abandoned(Path dataDir, String storeName) {
        return abandoned(dataDir, storeName, DEFAULT_SLOTS, BootId.ofThisSystem());
    }

    static List<MappedSendJournal> abandoned(Path dataDir, String storeName, int slots, Optional<UUID> boot) {
        var found = new ArrayList<MappedSendJournal>();
        var complete = false;
        try {
            for (int n = 1; n <= MAX_NODES; n++) {
                var path = file(dataDir, storeName, n);
                var lock = Files.exists(path) ? ProcessLock.tryHold(path) : Optional.<ProcessLock>empty();
                if (lock.isPresent()) {
                    openTrusted(lock.get(), slots, boot).ifPresent(found::add);
                }
            }
            complete = true;
            return found;
        } catch (IOException e) {
            throw unusable(dataDir, e);
        } finally {
            if (!complete) {
                found.forEach(MappedSendJournal::close);
            }
        }
    }

    /** Empty, and the lock given back, if the file vouches for nothing. */
    private static Optional<MappedSendJournal> openTrusted(ProcessLock lock, int slots, Optional<UUID> boot)
            throws IOException {
        Optional<MappedSendJournal> journal = Optional.empty();
        try {
            var file = new JournalFile(lock.channel(), slots);
            var header = trusted(file, boot);
            if (header.isPresent()) {
                journal = Optional.of(new MappedSendJournal(lock, header.get().node(), file.map(), slots, true));
            }
        } finally {
            if (journal.isEmpty()) {
                lock.close();
            }
        }
        return journal;
    }

    static MappedSendJournal open(Path dataDir, String storeName, int slots, Optional<UUID> boot) {
        try {
            OwnerOnlyFile.createFolder(dataDir);
            var lock = firstFree(dataDir, storeName);
            var opened = false;
            try {
                var journal = open(lock, slots, boot);
                opened = true;
                return journal;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw unusable(dataDir, e);
        }
    }

    private static IllegalStateException unusable(Path dataDir, IOException e) {
        return new IllegalStateException("DATA_DIR " + dataDir + ": no journal can be kept here: " + e, e);
    }

    private static MappedSendJournal open(ProcessLock lock, int slots, Optional<UUID> boot) throws IOException {
        var file = new JournalFile(lock.channel(), slots);
        var trusted = trusted(file, boot);
        // Never an old name with new marks: were it to die before it settled anything, the next start would trust them.
        var node = trusted.map(JournalFile.Header::node).orElseGet(UUID::randomUUID);
        if (trusted.isEmpty()) {
            file.format(new JournalFile.Header(node, boot));
        }
        return new MappedSendJournal(lock, node, file.map(), slots, trusted.isPresent());
    }

    /** The header, if the file is whole and was written since the machine started. */
    private static Optional<JournalFile.Header> trusted(JournalFile file, Optional<UUID> boot) throws IOException {
        return file.header()
                .filter(found -> found.boot().isPresent() && found.boot().equals(boot));
    }

    private static Path file(Path dataDir, String storeName, int n) {
        if (!storeName.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("a store's name is letters and digits, not: " + storeName);
        }
        return dataDir.resolve("node-" + storeName + "-" + n + ".journal");
    }

    private static ProcessLock firstFree(Path dataDir, String storeName) throws IOException {
        for (int n = 1; n <= MAX_NODES; n++) {
            var lock = ProcessLock.tryHold(file(dataDir, storeName, n));
            if (lock.isPresent()) {
                return lock.get();
            }
        }
        throw new IllegalStateException("DATA_DIR " + dataDir + ": " + MAX_NODES + " processes use it already");
    }

    /**
     * Who this node is in the database. The same after a restart of the process, unless another took the file; a new one
     * whenever {@link #leftBehind} is not known, so that nobody vouches for what the old one claimed.
     */
    @Override
    public UUID nodeId() {
        return nodeId;
    }

    /**
     * Takes a free slot.
     *
     * @throws IllegalStateException if none is free, or after {@link #close}
     */
    @Override
    public void begin(MessageId message) {
        if (closed) {
            throw closed();
        }
        if (inherited && asked) {
            forgetInherited();
        }
        var high = message.value().getMostSignificantBits();
        var low = message.value().getLeastSignificantBits();
        if (high == 0 || low == 0) {
            throw new IllegalArgumentException("not a UUID of version 7: " + message);
        }
        var first = firstSlot(low);
        for (int i = 0; i < slots; i++) {
            var at = offset((first + i) % slots);
            if (LONGS.compareAndSet(file, at, 0L, high)) {
                LONGS.setVolatile(file, at + Long.BYTES, low);
                if (closed) { // meanwhile: whoever has the file now may have missed this mark
                    throw closed();
                }
                return;
            }
        }
        throw new IllegalStateException("all " + slots + " slots of the journal are taken: too many calls in flight");
    }

    /** Frees the message's slot; does nothing if it has none. */
    @Override
    public void end(MessageId message) {
        if (closed) {
            throw closed();
        }
        var high = message.value().getMostSignificantBits();
        var low = message.value().getLeastSignificantBits();
        var first = firstSlot(low);
        for (int i = 0; i < slots; i++) {
            var at = offset((first + i) % slots);
            if ((long) LONGS.getVolatile(file, at) == high && LONGS.compareAndSet(file, at + Long.BYTES, low, 0L)) {
                LONGS.setVolatile(file, at, 0L);
                return;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Whoever asked has settled the answer by the time of the next {@link #begin}; only then are the marks wiped. So a
     * process that dies before leaves them to the one after it.
     */
    @Override
    public Optional<Set<MessageId>> leftBehind() {
        asked = true;
        return leftBehind;
    }

    /** Lets another process have the file. Marks of calls in flight stay in it. */
    @Override
    public void close() {
        closed = true;
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("the journal of node " + nodeId + " does not close", e);
        }
    }

    /** Closes it for good: it was settled, so nobody is told of its marks again. The next to take the file is a new node. */
    public void retire() {
        try {
            JournalFile.wipeHeader(lock.channel());
        } catch (IOException e) {
            throw new IllegalStateException("the journal of node " + nodeId + " cannot be wiped", e);
        } finally {
            close();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the journal is closed");
    }

    private synchronized void forgetInherited() {
        if (inherited) {
            leftBehind.ifPresent(marks -> marks.forEach(this::end));
            inherited = false;
        }
    }

    /** The ids in taken slots. Half-taken ones are freed: their call never began, or had its outcome stored. */
    private Set<MessageId> marks() {
        var marks = new HashSet<MessageId>();
        for (int slot = 0; slot < slots; slot++) {
            var at = offset(slot);
            var high = (long) LONGS.getVolatile(file, at);
            var low = (long) LONGS.getVolatile(file, at + Long.BYTES);
            if (high != 0 && low != 0) {
                marks.add(new MessageId(new UUID(high, low)));
            } else {
                LONGS.setVolatile(file, at + Long.BYTES, 0L);
                LONGS.setVolatile(file, at, 0L);
            }
        }
        return marks;
    }

    private int firstSlot(long low) {
        return Math.floorMod(Long.hashCode(low), slots);
    }

    private static int offset(int slot) {
        return JournalFile.HEADER_BYTES + slot * JournalFile.SLOT_BYTES;
    }
}
