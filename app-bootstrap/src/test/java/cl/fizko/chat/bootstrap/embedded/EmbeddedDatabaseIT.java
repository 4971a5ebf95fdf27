package cl.fizko.chat.bootstrap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.bootstrap.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server in a folder of its own, owned by this JVM or by a child that is killed. */
class EmbeddedDatabaseIT {

    private static final Path BINARIES = Path.of("target", "postgres-binaries");

    /** Made once: the tests that do not ask how a first start goes begin with a copy of it. */
    @TempDir
    private static Path made;

    @TempDir
    private Path temporary;

    private Path dataDir;

    @BeforeAll
    static void makeOne() {
        EmbeddedDatabase.open(made, BINARIES).close();
    }

    @BeforeEach
    void copyIt() throws IOException {
        dataDir = temporary.resolve("data");
        Files.createDirectories(dataDir);
        PathUtils.copyDirectory(made.resolve("postgres"), dataDir.resolve("postgres"));
        if (Files.getFileStore(dataDir).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    dataDir.resolve("postgres/data"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void open_freshFolder_isDurableAndHeardByNobodyElse() throws SQLException {
        try (var database = EmbeddedDatabase.open(fresh(), BINARIES)) {
            assertThat(database.isOwner()).isTrue();
            assertThat(query(database, "SHOW fsync")).containsExactly("on");
            assertThat(query(database, "SHOW synchronous_commit")).containsExactly("on");
            assertThat(query(database, "SHOW listen_addresses")).containsExactly("127.0.0.1");
            assertThat(query(database, "SELECT current_database()")).containsExactly("fizko_chat");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(database.jdbcUrl().replaceAll("password=.*", "password=guess")))
                    .isInstanceOf(SQLException.class);
            assertThat(database).hasToString("EmbeddedDatabase[" + fresh() + "]");
        }
    }

    @Test
    void open_always_knowsSpanish() throws SQLException {
        try (var database = open()) {
            assertThat(query(database, "SELECT lower('ÑÁÜ')")).containsExactly("ñáü");
            assertThat(query(database, "SELECT to_tsvector('spanish', 'DECLARACIONES Ñuñoa')::text"))
                    .containsExactly("'declar':1 'ñuño':2");
        }
    }

    @Test
    void open_again_keepsTheRows() throws Exception {
        try (var database = open()) {
            say(database, "uno");
        }
        assertThat(serverPid()).isEmpty();
        try (var database = open()) {
            assertThat(said(database)).containsExactly("uno");
        }
    }

    @Test
    void open_ownerKilled_takesOverAtTheFirstTry() throws Exception {
        killedAfterSaying("uno");
        var orphan = ProcessHandle.of(serverPid().orElseThrow()).orElseThrow();
        try (var database = open()) {
            orphan.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(database.isOwner()).isTrue();
            assertThat(said(database)).containsExactly("uno");
        }
    }

    @Test
    void open_ownerAndServerKilled_recovers() throws Exception {
        killedAfterSaying("uno");
        var server = ProcessHandle.of(serverPid().orElseThrow()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        try (var database = open()) {
            assertThat(said(database)).containsExactly("uno");
        }
    }

    @Test
    void open_besideTheOwner_sharesItsServer() throws Exception {
        try (var owner = child("uno")) {
            assertThat(owner.nextLine()).isEqualTo("owner");
            try (var database = open()) {
                assertThat(database.isOwner()).isFalse();
                assertThat(said(database)).containsExactly("uno");
            }
            try (var guest = child("dos")) {
                assertThat(guest.nextLine()).isEqualTo("guest");
                assertThat(guest.end()).isZero();
            }
            assertThat(serverPid()).isPresent();
            assertThat(owner.end()).isZero();
        }
        assertThat(serverPid()).isEmpty();
        try (var database = open()) {
            assertThat(said(database)).containsExactly("uno", "dos");
        }
    }

    @Test
    void openForService_besideACommand_ownsTheServerOnceTheCommandEnds() throws Exception {
        try (var command = child("uno")) {
            assertThat(command.nextLine()).isEqualTo("owner");
            assertThatThrownBy(() -> openForService(Duration.ZERO))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("a command (process ");
            try (var service = child("dos", ServerOwner.Kind.SERVICE)) {
                assertThat(command.end()).isZero();
                assertThat(service.nextLine()).isEqualTo("owner");
                try (var guest = open()) {
                    assertThat(guest.isOwner()).isFalse();
                    assertThat(said(guest)).containsExactly("uno", "dos");
                }
                assertThat(service.end()).isZero();
            }
        }
        assertThat(dataDir.resolve("postgres.owner")).doesNotExist();
    }

    @Test
    void openForService_commandKilled_ownsTheServer() {
        killedAfterSaying("uno");
        assertThat(dataDir.resolve("postgres.owner")).exists();
        try (var database = openForService(Duration.ZERO)) {
            assertThat(database.isOwner()).isTrue();
        }
    }

    @Test
    void openForService_besideAService_sharesItsServer() throws Exception {
        try (var owner = child("uno", ServerOwner.Kind.SERVICE)) {
            assertThat(owner.nextLine()).isEqualTo("owner");
            try (var database = openForService(Duration.ZERO)) {
                assertThat(database.isOwner()).isFalse();
                assertThat(said(database)).containsExactly("uno");
            }
            assertThat(owner.end()).isZero();
        }
    }

    @Test
    void open_twoAtOnceInAFreshFolder_isOneServer() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var one = threads.submit(() -> EmbeddedDatabase.open(fresh(), BINARIES));
            var other = threads.submit(() -> EmbeddedDatabase.open(fresh(), BINARIES));
            try (var first = one.get();
                    var second = other.get()) {
                assertThat(List.of(first.isOwner(), second.isOwner())).containsExactlyInAnyOrder(true, false);
                assertThat(first.jdbcUrl()).isEqualTo(second.jdbcUrl());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void open_serversNumberWentToAStranger_starts() throws Exception {
        var stranger = ProcessHandle.current().pid();
        Files.writeString(pidFile(), stranger + "\n" + dataDir.resolve("postgres/data") + "\n1\n5432\n\n\n\nready\n");
        try (var database = open()) {
            assertThat(database.isOwner()).isTrue();
            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void open_firstStartDiedHalfway_startsOver() throws Exception {
        Files.createDirectories(fresh().resolve("postgres/data.new/base"));
        Files.writeString(fresh().resolve("postgres/password"), "of the start that died");
        try (var database = EmbeddedDatabase.open(fresh(), BINARIES)) {
            assertThat(query(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void open_folderIsAFile_namesDataDir() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> EmbeddedDatabase.open(file, BINARIES))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessage("DATA_DIR " + file + ": " + file + " is not a folder");
    }

    @Test
    void open_serverCannotStart_saysWhyAndLetsGo() throws IOException {
        var configuration = dataDir.resolve("postgres/data/postgresql.conf");
        var intact = Files.readString(configuration);
        Files.writeString(configuration, intact + "\nno_such_setting = 1\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("DATA_DIR " + dataDir)
                .hasMessageContaining("no_such_setting");
        Files.writeString(configuration, intact);
        open().close();
    }

    private Path fresh() {
        return temporary.resolve("fresh");
    }

    private EmbeddedDatabase open() {
        return EmbeddedDatabase.open(dataDir, BINARIES);
    }

    private ChildJvm child(String word) {
        return child(word, ServerOwner.Kind.COMMAND);
    }

    private ChildJvm child(String word, ServerOwner.Kind kind) {
        return ChildJvm.run(DatabaseChild.class, dataDir.toString(), BINARIES.toString(), word, kind.name());
    }

    private EmbeddedDatabase openForService(Duration commandPatience) {
        return EmbeddedDatabase.open(dataDir, BINARIES, ServerOwner.Kind.SERVICE, commandPatience);
    }

    private void killedAfterSaying(String word) {
        try (var child = child(word)) {
            assertThat(child.nextLine()).isEqualTo("owner");
            child.kill();
        }
    }

    private Path pidFile() {
        return dataDir.resolve("postgres/data/postmaster.pid");
    }

    private Optional<Long> serverPid() throws IOException {
        return PostmasterFile.of(dataDir.resolve("postgres/data")).map(PostmasterFile::pid);
    }

    private static void say(EmbeddedDatabase database, String word) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS said (word text)");
            statement.execute("INSERT INTO said VALUES ('" + word + "')");
        }
    }

    private static List<String> said(EmbeddedDatabase database) throws SQLException {
        return query(database, "SELECT word FROM said");
    }

    private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
