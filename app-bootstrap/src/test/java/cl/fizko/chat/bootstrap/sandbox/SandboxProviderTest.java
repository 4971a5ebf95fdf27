package cl.fizko.chat.bootstrap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.TemplateMessage;
import cl.fizko.chat.domain.port.MessagingProvider;
import cl.fizko.chat.domain.port.OutboundMessage;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.SendOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxProviderTest {

    private final AtomicInteger departures = new AtomicInteger();
    private final MessagingProvider provider = plugin().open(Map.of()).messaging();

    @Test
    void plugin_installed_isFoundAndNeedsNoAccount() {
        assertThat(plugin().settings()).isEmpty();
        assertThat(plugin().open(Map.of()).hasDefaultToken()).isTrue();
    }

    @Test
    void send_text_hasAnIdOfItsOwn() {
        var one = send(new MessageContent.Text("Hola"));
        var other = send(new MessageContent.Text("Hola"));
        assertThat(one)
                .isInstanceOfSatisfying(
                        SendOutcome.Accepted.class,
                        accepted -> assertThat(accepted.id().value()).startsWith("sandbox."));
        assertThat(one).isNotEqualTo(other);
        assertThat(departures).hasValue(2);
    }

    @Test
    void send_longestText_isAccepted() {
        assertThat(send(new MessageContent.Text("x".repeat(4096)))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void send_whatNoProviderTakes_isRejectedNamingTheField(MessageContent content, FailureReason reason, String field) {
        assertThat(send(content)).isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
            assertThat(rejected.failure().reason()).isEqualTo(reason);
            assertThat(rejected.failure().code()).isEqualTo("limit:" + field);
            assertThat(rejected.failure().detail()).startsWith(field + ": ");
        });
        assertThat(departures).as("nothing left").hasValue(0);
    }

    static Object[][] refused() {
        var nowhere = new MediaReference(
                Optional.empty(), Optional.empty(), Optional.of("image/png"), Optional.empty(), Optional.empty());
        return new Object[][] {
            {new MessageContent.Text(""), FailureReason.BAD_REQUEST, "body"},
            {new MessageContent.Text("a\u0000b"), FailureReason.BAD_REQUEST, "body"},
            {new TemplateMessage(" ", "es_CL", Map.of()), FailureReason.TEMPLATE, "name"},
            {
                new MessageContent.Media(MediaKind.IMAGE, nowhere, Optional.empty(), Optional.empty()),
                FailureReason.BAD_REQUEST,
                "file"
            },
            {new MessageContent.Unsupported("poll"), FailureReason.BAD_REQUEST, "type"},
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"Template", "Location"})
    void send_otherKinds_areAccepted(String kind) {
        var content = kind.equals("Template")
                ? new TemplateMessage("aviso_vencimiento", "es_CL", Map.of("nombre", "Rosa"))
                : new MessageContent.Location(-33.0458, -71.6197, Optional.empty(), Optional.empty());
        assertThat(send(content)).isInstanceOf(SendOutcome.Accepted.class);
    }

    private SendOutcome send(MessageContent content) {
        var message = new OutboundMessage(
                new MessageId(UUID.randomUUID()),
                new LineId("sandbox-1"),
                Optional.empty(),
                ContactAddress.of(new PhoneNumber("+56955500101")),
                content,
                Optional.empty(),
                Optional.empty());
        return provider.send(message, departures::incrementAndGet);
    }

    private static ProviderPlugin plugin() {
        return ServiceLoader.load(ProviderPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.id().equals(SandboxPlugin.ID))
                .findFirst()
                .orElseThrow();
    }
}
