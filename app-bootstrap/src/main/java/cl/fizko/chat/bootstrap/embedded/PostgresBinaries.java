package cl.fizko.chat.bootstrap.embedded;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.file.PathUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked from the archive on the class path. The folder is named after the archive's
 * checksum, so a new version gets a folder of its own and a start finds what is there without reading the archive.
 */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin}, {@code lib} and {@code share}. Processes that unpack at the same time do not disturb each
     * other: the first one that is done wins.
     *
     * @param home where unpacked binaries are kept
     * @throws IllegalStateException if the class path has no archive for this machine
     */
    static Path unpackedIn(Path home) throws IOException {
        var archive = archive();
        var unpacked = home.resolve("postgres-" + fingerprint(archive));
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        Files.createDirectories(home);
        removeUnfinished(home);
        var unfinished = Files.createTempDirectory(home, unpacked.getFileName() + ".unpacking-" + thisProcess() + "-");
        try {
            unpack(archive, unfinished);
            moveUnlessPresent(unfinished, unpacked);
        } finally {
            if (Files.exists(unfinished)) {
                PathUtils.deleteDirectory(unfinished);
            }
        }
        return unpacked;
    }

    private static URL archive() {
        var os = operatingSystem();
        var arch = ArchUtils.normalize(System.getProperty("os.arch"));
        return Stream.of(arch, "x86_64") // Apple's arm machines run the x86 build too
                .filter(candidate -> candidate.equals(arch) || os.equals("darwin"))
                .map(candidate -> PostgresBinaries.class.getResource("/postgres-" + os + "-" + candidate + ".txz"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this build carries no PostgreSQL for " + os + " on "
                        + arch + ": set DATABASE_URL, or build on such a machine"));
    }

    private static String operatingSystem() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return List.of("windows", "mac", "linux").stream()
                .filter(name::contains)
                .findFirst()
                .map(found -> found.equals("mac") ? "darwin" : found)
                .orElse(name);
    }

    private static String fingerprint(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                return "%08x".formatted(file.getEntry(jar.getEntryName()).getCrc());
            }
        }
        return "%08x".formatted(connection.getContentLengthLong());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream packed = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive reaches outside its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    makeExecutable(path, entry);
                }
            }
        }
    }

    private static void makeExecutable(Path path, TarArchiveEntry entry) throws IOException {
        if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException(path + " cannot be made executable");
        }
    }

    private static void moveUnlessPresent(Path unfinished, Path unpacked) throws IOException {
        try {
            Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(unpacked)) {
                throw e;
            }
        }
    }

    /** What a process left that died while unpacking. */
    private static void removeUnfinished(Path home) throws IOException {
        try (var children = Files.newDirectoryStream(home, "*.unpacking-*")) {
            for (var child : children) {
                var owner = child.getFileName().toString().replaceAll(".*\\.unpacking-(\\d+)-.*", "$1");
                if (ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    PathUtils.deleteDirectory(child);
                }
            }
        }
    }

    private static long thisProcess() {
        return ProcessHandle.current().pid();
    }
}
