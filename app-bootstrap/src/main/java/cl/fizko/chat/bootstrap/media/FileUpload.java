package cl.fizko.chat.bootstrap.media;

import cl.fizko.chat.bootstrap.node.DurableNames;
import cl.fizko.chat.bootstrap.node.OwnerOnlyFile;
import cl.fizko.chat.domain.port.MediaStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;

/** A file that takes its place when it is whole, and is gone otherwise. Belongs to one thread. */
final class FileUpload implements MediaStore.Upload {

    private final Path unfinished;
    private final FileChannel channel;
    private final Path place;
    private final OutputStream stream;

    FileUpload(Path unfinished, FileChannel channel, Path place) {
        this.unfinished = unfinished;
        this.channel = channel;
        this.place = place;
        this.stream = Channels.newOutputStream(channel);
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public void complete() {
        try {
            channel.force(true);
            channel.close();
            createFolderDurably(place.resolveSibling(".").normalize());
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            DurableNames.in(place.resolveSibling("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also the names of folders that are new have to reach the disk. */
    private static void createFolderDurably(Path folder) throws IOException {
        var named = new ArrayList<Path>();
        for (var missing = folder; missing != null && !Files.isDirectory(missing); missing = missing.getParent()) {
            named.add(missing.resolveSibling("."));
        }
        OwnerOnlyFile.createFolder(folder);
        named.forEach(DurableNames::in);
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
