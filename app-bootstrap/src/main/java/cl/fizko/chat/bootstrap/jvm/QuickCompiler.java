package cl.fizko.chat.bootstrap.jvm;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps HotSpot from compiling most code a second time. Its second compiler needs about 40 s of CPU for the path of a message, on a
 * small machine the better part of the first minutes after a start, and what it makes is a fifth quicker; see ADR 16. Arithmetic of
 * ciphers and digests is left to it, for there it is ten times as quick.
 *
 * <p>Says so by a directive to the compiler, as {@code jcmd <pid> Compiler.directives_add} would. A virtual machine that takes none goes on
 * as it is.
 */
public final class QuickCompiler {

    private static final Logger log = LoggerFactory.getLogger(QuickCompiler.class);

    /** The first that matches counts. */
    private static final String DIRECTIVES = """
            [
              {
                match: ["com/sun/crypto/provider/*.*", "sun/security/provider/*.*", "sun/security/util/math/*.*",
                        "sun/security/util/math/intpoly/*.*", "java/math/*.*"],
                c2: { Exclude: false }
              },
              { match: ["*.*"], c2: { Exclude: true } }
            ]
            """;

    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";

    private QuickCompiler() {}

    /** Asks for it on a thread of its own, for it takes as long as a good part of a start. */
    public static void askSoon() {
        var asking = new Thread(QuickCompiler::ask, "compiler-choice");
        asking.setDaemon(true);
        asking.start();
    }

    /** Whether the virtual machine has taken the directives; else the log says why not. */
    static boolean ask() {
        try {
            var file = Files.createTempFile("compiler", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                log.debug("compiler: {}", add(file));
                return true;
            } finally {
                Files.delete(file);
            }
        } catch (InstanceNotFoundException e) {
            log.info("this virtual machine takes no directives: it compiles as it does by itself");
        } catch (IOException | JMException | RuntimeException e) {
            log.warn("the virtual machine compiles as it does by itself", e);
        }
        return false;
    }

    /** Returns what the virtual machine says to it. */
    private static Object add(Path file) throws JMException {
        return command("compilerDirectivesAdd", '"' + file.toString() + '"');
    }

    static Object command(String name, String... arguments) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(DIAGNOSTICS),
                        name,
                        arguments.length == 0 ? new Object[0] : new Object[] {arguments},
                        arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()});
    }
}
