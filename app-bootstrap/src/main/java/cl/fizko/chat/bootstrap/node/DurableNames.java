package cl.fizko.chat.bootstrap.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new or renamed file is there after a power cut only once the folder that names it has been written too. */
public final class DurableNames {

    private DurableNames() {}

    /** Writes the names in a folder to the disk; does nothing where folders cannot be opened, as on Windows. */
    public static void in(Path folder) {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            return; // that system orders its renames by itself
        }
    }
}
