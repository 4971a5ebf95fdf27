package cl.fizko.chat.bootstrap.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.management.JMException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The few methods that are refused meanwhile stay with the first compiler until this process ends. */
@Timeout(60)
class QuickCompilerTest {

    /** The first compiler's without counting, and the second one's. */
    private static final Pattern FINAL_LEVEL = Pattern.compile("(?m)^\\d+ +([14]) +\\d+ +(\\S+)");

    private final AtomicLong sum = new AtomicLong();

    @AfterEach
    void takeItBack() throws Exception {
        QuickCompiler.command("compilerDirectivesClear");
    }

    @Test
    void ask_keepsWhatRunsOftenFromTheSecondCompiler_butNotArithmetic() throws Exception {
        assertThat(QuickCompiler.ask(QuickCompiler.DIRECTIVES)).isTrue();

        assertThat(levelOnceHot(method -> method.contains("QuickCompilerTest.hot(")))
                .isEqualTo("1");
        assertThat(levelOnceHot(method -> method.startsWith("java.math.BigInteger.implMultiplyToLen(")
                        || method.startsWith("java.math.BigInteger.multiplyToLen(")))
                .isEqualTo("4");
    }

    @Test
    void ask_forWhatIsNotUnderstood_saysNo() {
        assertThat(QuickCompiler.ask("[{ match: \"*.*\", c2: { Exlude: true } }]"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "true, default, true",
        "true, , true",
        "true, high-only, false",
        "true, quick-only, false",
        "false, default, false",
        ", , false"
    })
    void hasBothCompilers_onlyAsLongAsNobodySaysOtherwise(String tiered, String mode, boolean both) {
        var options =
                Map.of("TieredCompilation", Optional.ofNullable(tiered), "CompilationMode", Optional.ofNullable(mode));

        assertThat(QuickCompiler.hasBothCompilers(options::get)).isEqualTo(both);
    }

    /** Runs both until the virtual machine has compiled it as well as it will. */
    private String levelOnceHot(Predicate<String> method) throws JMException {
        var number = BigInteger.TWO.pow(1_000).subtract(BigInteger.ONE);
        while (true) {
            for (var i = 0; i < 100_000; i++) {
                sum.addAndGet(hot(i));
            }
            for (var i = 0; i < 1_000; i++) {
                sum.addAndGet(number.multiply(number.add(BigInteger.valueOf(i))).bitLength());
            }
            var found = FINAL_LEVEL
                    .matcher(QuickCompiler.command("compilerCodelist"))
                    .results()
                    .filter(one -> method.test(one.group(2)))
                    .map(one -> one.group(1))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private static long hot(int number) {
        return Long.rotateLeft(number * 0x9E3779B97F4A7C15L, number);
    }
}
