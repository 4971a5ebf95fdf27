package cl.fizko.chat.bootstrap.jvm;

import cl.fizko.chat.application.worker.Fault;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps most code from HotSpot's second compiler, C2, which needs about 40 s of CPU for the path of a message: on a small machine the
 * better part of the first minutes after a start. See ADR 16. Cryptography is left to it, for there it is 10 to 50 times as quick.
 *
 * <p>Says so by directives to the compilers, as {@code jcmd <pid> Compiler.directives_add} would; what they have kept from C2 once
 * stays so until the process ends. A virtual machine that takes none, or has been told how to compile, goes on as it is.
 */
public final class QuickCompiler {

    private static final Logger log = LoggerFactory.getLogger(QuickCompiler.class);

    /** Of those that match a method the first counts. The patterns are beginnings of names: nested packages are meant too. */
    static final String DIRECTIVES = """
            [
              {
                match: ["com/sun/crypto/provider/*.*", "sun/security/provider/*.*", "sun/security/ec/*.*",
                        "sun/security/util/math/*.*", "java/math/*.*"],
                c2: { Exclude: false }
              },
              { match: ["*.*"], c2: { Exclude: true } }
            ]
            """;

    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";

    private QuickCompiler() {}

    /** Asks for it on a thread of its own, for that takes as long as a good part of a start. */
    public static void askSoon() {
        var asking = new Thread(() -> ask(DIRECTIVES), "compiler-choice");
        asking.setDaemon(true);
        asking.start();
    }

    /** Whether the virtual machine has taken the directives; else the log says why not. */
    static boolean ask(String directives) {
        try {
            if (!hasBothCompilers(QuickCompiler::option)) {
                log.info("compiler: as this virtual machine was told when it started");
                return false;
            }
            return add(directives);
        } catch (JMException e) {
            log.info("compiler: as by itself, for this virtual machine takes no directives");
        } catch (IOException | RuntimeException | LinkageError e) {
            log.warn("compiler: as by itself", Fault.withoutMessages(e));
        }
        return false;
    }

    /** Without both, code that C2 may not have would be left to the interpreter for ever. */
    static boolean hasBothCompilers(Function<String, Optional<String>> option) {
        return option.apply("TieredCompilation").equals(Optional.of("true"))
                && option.apply("CompilationMode").orElse("default").equals("default");
    }

    private static Optional<String> option(String name) {
        var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return Optional.ofNullable(options).map(all -> all.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // there is no such option
        }
    }

    /** What it cannot use the virtual machine says in its answer alone. */
    private static boolean add(String directives) throws IOException, JMException {
        var file = Files.createTempFile("compiler", ".json");
        String answer;
        try {
            Files.writeString(file, directives);
            answer = add(file);
        } finally {
            Files.delete(file);
        }
        var taken = answer.contains("directives added");
        if (!taken) {
            log.warn("compiler: as by itself, for the virtual machine says: {}", answer);
        }
        return taken;
    }

    private static String add(Path file) throws JMException {
        return command("compilerDirectivesAdd", '"' + file.toString() + '"');
    }

    static String command(String name, String... arguments) throws JMException {
        var answer = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(DIAGNOSTICS),
                        name,
                        arguments.length == 0 ? new Object[0] : new Object[] {arguments},
                        arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()});
        return String.valueOf(answer).strip();
    }
}
