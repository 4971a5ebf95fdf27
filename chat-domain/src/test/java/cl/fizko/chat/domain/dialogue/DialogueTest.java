package cl.fizko.chat.domain.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.agent.Act;
import cl.fizko.chat.domain.agent.Agent;
import cl.fizko.chat.domain.agent.AgentManager;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.Assessment;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Inquiry;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

    @Test
    void agentThatIsSwitchedOff_isNotAsked() {
        Script.begins()
                .switchedOff("tax_reminder")
                .customer("cuando vence el f29?")
                .answers("unrecognized_question");
        Script.begins()
                .switchedOff("tax_reminder", "unrecognized_question")
                .customer("cuando vence el f29?")
                .answers("fallback");
        Script.begins()
                .switchedOff("tax_reminder", "unrecognized_question", "fallback")
                .customer("cuando vence el f29?")
                .silentBecause("switched off");
        Script.begins()
                .switchedOff("tax_reminder")
                .customer("como anulo una factura")
                .answers("dte");
        Script.begins().switchedOff("support").customer("persona").act(Act.HAND_OVER);
    }

    @Test
    void agentOfAnotherApp_mayAskForAYes() {
        var agents = new AgentManager(Clock.fixed(Script.MONDAY, ZoneOffset.UTC))
                .register(
                        "lottery",
                        new Agent() {
                            @Override
                            public Assessment assess(Inquiry inquiry) {
                                return new Assessment(new Confidence(0.5), List.of());
                            }

                            @Override
                            public Answer answer(Inquiry inquiry) {
                                return Answer.of(inquiry.text().equals("si") ? "¡Va!" : "¿Quieres jugar?");
                            }
                        },
                        1);
        Script.begins(agents)
                .customer("hola")
                .answers("lottery", "¿Quieres jugar?")
                .customer("si")
                .answers("lottery", "¡Va!");
    }

    @Test
    void version_isTheSameForTheSameRules() {
        var clock = Clock.fixed(Script.MONDAY, ZoneOffset.UTC);
        var version = AgentManager.withDefaultAgents(clock).version();
        assertThat(version)
                .matches("\\d+-[0-9a-f]{12}")
                .isEqualTo(AgentManager.withDefaultAgents(clock).version());
        assertThat(new AgentManager(clock).version()).isNotEqualTo(version);
        assertThat(Script.begins().customer("hola").decisions().get(0).version())
                .isEqualTo(version);
    }

    @Test
    void burst_isOneInquiryWithOneReply() {
        Script.begins()
                .inOneBurst("hola", "una consulta", "cuando vence", "el f29 de enero")
                .answers("tax_reminder", "período enero de 2027")
                .othersAnsweredTogether();
        Script.begins().inOneBurst("ok", "dale", "👍").silentBecause("nod");
        Script.begins().inOneBurst("hola", "BAJA").act(Act.OPT_OUT).othersAnsweredTogether();
    }

    @Test
    void burst_ofAPhotoAndWords_isAboutTheWords() {
        var photo = new MessageContent.Media(
                MediaKind.IMAGE,
                new MediaReference(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty());
        Script.begins()
                .inOneBurst(new MessageContent.Text("cuando vence el f29?"), photo)
                .answers("tax_reminder")
                .othersAnsweredTogether();
        Script.begins()
                .inOneBurst(photo, photo, photo)
                .answers("invoice_processing")
                .othersAnsweredTogether();
    }

    @Test
    void burst_thatEndsInAReaction_isAnsweredBeforeIt() {
        var decisions = Script.begins()
                .inOneBurst(
                        new MessageContent.Text("cuando vence el f29?"),
                        new MessageContent.Reaction(new ExternalId("wamid.0"), Optional.of("👍")))
                .decisions();
        assertThat(decisions.get(0).response()).isPresent();
        assertThat(decisions.get(1).silence()).contains("a reaction asks nothing");
    }

    @Test
    void burst_withACorrection_countsItAlone() {
        var decisions = Script.begins()
                .inOneBurst(
                        new MessageContent.Text("cuando vence el f22"),
                        new MessageContent.Edit(
                                new ExternalId("wamid.1"), new MessageContent.Text("cuando vence el f29")))
                .answers("tax_reminder", "*F29")
                .saysNot("Renta")
                .decisions();
        assertThat(decisions.get(0).silence().orElseThrow()).contains("corrected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mi clave es ••••••",
                "clave sii: ••••••",
                "pass ••••••",
                "usuario 12.345.678-5 clave ••••••",
                "hola mi rut es 12.345.678-5 y mi clave ••••••, cuando vence el f29?",
                "gracias, mi clave es ••••••"
            })
    void passwordThatWasRemoved_isToBeChanged(String text) {
        Script.begins().customer(text).says("la borramos", "cámbiala").rule("password");
    }

    @Test
    void anyConversation_isDecidedWithOneReplyAMessageAtMost() {
        long seed = 47L;
        var random = new Random(seed);
        var texts = List.of(
                "",
                " ",
                "ok",
                "hola",
                "gracias",
                "cuando vence el f29",
                "y el de enero?",
                "persona",
                "BAJA",
                "alta",
                "asdfgh",
                "?",
                "si",
                "cuéntame un chiste",
                "y 2 palos",
                "mi clave es ••••••",
                "👍",
                "no",
                "y",
                "¿",
                "a que hora atienden",
                "\uD83D",
                "12.345.678-9",
                "x".repeat(5000));
        var kinds = List.of(MediaKind.values());
        var script = Script.begins().officeFrom9To18();
        for (int i = 0; i < 3_000; i++) {
            switch (random.nextInt(6)) {
                case 0 -> script.customerSends(kinds.get(random.nextInt(kinds.size())));
                case 1 -> script.inOneBurst(pick(texts, random), pick(texts, random), pick(texts, random));
                case 2 -> script.later(Duration.ofMinutes(random.nextInt(900))).released();
                default -> script.customer(pick(texts, random));
            }
        }
        assertThat(script.decisions()).as("seed %d", seed).isNotEmpty();
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
