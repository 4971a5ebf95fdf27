package cl.fizko.chat.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.domain.company.CompanyProfile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentManagerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

    private final AgentManager agents = new AgentManager(Clock.fixed(NOW, ZoneOffset.UTC))
            .register("sure", saying("sure", 0.9), 1)
            .register("likely", saying("likely", 0.6), 1)
            .register("unlikely", saying("unlikely", 0.1), 1);

    @Test
    void processMessage_bestIsSwitchedOff_theNextAnswers() {
        assertThat(agents.processMessage("hola").agentName()).hasToString("sure");

        var response = agents.processMessage("hola", without("sure"));

        assertThat(response.agentName()).hasToString("likely");
        assertThat(response.content()).isEqualTo("likely");
        assertThat(response.candidates()).extracting("agentName").doesNotContain(new AgentName("sure"));
    }

    @Test
    void processMessage_aSwitchedOffAgent_isNotAsked() {
        Agent forbidden = Agent.of(
                inquiry -> {
                    throw new AssertionError("was asked");
                },
                inquiry -> Answer.of("never"));
        agents.register("forbidden", forbidden, 99);

        assertThat(agents.processMessage("hola", without("forbidden")).agentName())
                .hasToString("sure");
    }

    @Test
    void processMessage_allSwitchedOff_isRefused() {
        assertThatThrownBy(() -> agents.processMessage("hola", without("sure", "likely", "unlikely")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("switched off");
    }

    @Test
    void names_areInOrderOfRegistration_aReplacementComingLast() {
        agents.register("sure", saying("other", 0.2), 1);
        assertThat(agents.names()).extracting(AgentName::value).containsExactly("likely", "unlikely", "sure");
    }

    private static Agent saying(String content, double confidence) {
        return Agent.of(inquiry -> Assessment.because("always", confidence), inquiry -> Answer.of(content));
    }

    private static AgentContext without(String... disabled) {
        return AgentContext.at(NOW)
                .withCompany(
                        new CompanyProfile(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(disabled)));
    }
}
