package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.template.TemplateStatus;
import cl.fizko.chat.domain.webhook.InboundEvent.Ignored;
import cl.fizko.chat.domain.webhook.InboundEvent.TemplateJudged;
import cl.fizko.chat.domain.webhook.InboundEvent.Undecodable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meta's news of templates. */
class TemplateReaderTest {

    private static final String FIXTURE = "meta-template-status-update";

    @ParameterizedTest
    @CsvSource({
        "APPROVED, APPROVED",
        "approved, APPROVED",
        "REINSTATED, APPROVED",
        "REJECTED, REJECTED",
        "PENDING, PENDING",
        "IN_APPEAL, IN_APPEAL",
        "DISABLED, DISABLED",
        "ARCHIVED, ARCHIVED",
        "DELETED, DELETED",
        "PENDING_DELETION, PENDING_DELETION",
        "LIMIT_EXCEEDED, LIMIT_EXCEEDED",
        "LOCKED, LOCKED",
        "FROM_THE_FUTURE, OTHER"
    })
    void decode_event_isTheStatus(String event, TemplateStatus status) {
        assertThat(judged(Bodies.changed(FIXTURE, "PAUSED", event)).status()).isEqualTo(status);
    }

    @Test
    void decode_flagged_isOnlyAWarning() {
        assertThat(Bodies.bare(Bodies.changed(FIXTURE, "PAUSED", "FLAGGED"))).hasOnlyElementsOfType(Ignored.class);
    }

    @Test
    void decode_reason_isInTheProvidersWords() {
        assertThat(judged(Bodies.changed(FIXTURE, "NONE", "INCORRECT_CATEGORY")).reason())
                .contains("INCORRECT_CATEGORY");
        assertThat(judged(Bodies.changed(FIXTURE, "\"NONE\"", "null", "FIRST_PAUSE", ""))
                        .reason())
                .isEmpty();
    }

    @Test
    void decode_timeOfTheEntry_isTaken() {
        assertThat(judged(Bodies.changed(FIXTURE, "\"changes\"", "\"time\":1777906205,\"changes\""))
                        .at())
                .isEqualTo(Instant.ofEpochSecond(1777906205));
    }

    @Test
    void decode_languageWithUnderscore_isKept() {
        assertThat(judged(Bodies.changed(FIXTURE, "es-CL", "es_CL")).language()).isEqualTo("es_CL");
        assertThat(judged(Bodies.changed(FIXTURE, "es-CL", "es")).language()).isEqualTo("es");
    }

    @ParameterizedTest
    @CsvSource({
        "message_template_name, message_template_name: missing",
        "message_template_language, message_template_language: missing",
        "event, event: missing"
    })
    void decode_withoutWhatItIsAbout_isUndecodable(String field, String reason) {
        assertThat(Bodies.bare(Bodies.changed(FIXTURE, '"' + field + '"', "\"other\"")))
                .containsExactly(new Undecodable("entry[0].changes[0].value." + reason));
    }

    private static TemplateJudged judged(String body) {
        var events = Bodies.bare(body);
        assertThat(events).hasSize(1);
        return (TemplateJudged) events.get(0);
    }
}
