package cl.fizko.chat.bootstrap.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickCompilerTest {

    @AfterEach
    void leaveTheOthersTheirCompiler() throws Exception {
        QuickCompiler.command("compilerDirectivesClear");
    }

    @Test
    void ask_isTaken_andLeavesArithmeticToTheThoroughCompiler() throws Exception {
        assertThat(QuickCompiler.ask()).isTrue();

        var directives = QuickCompiler.command("compilerDirectivesPrint").toString();
        assertThat(directives)
                .containsSubsequence(
                        "sun/security/provider/*.*", "c2 directives", "*.*", "c2 directives", "Exclude:true");
    }
}
