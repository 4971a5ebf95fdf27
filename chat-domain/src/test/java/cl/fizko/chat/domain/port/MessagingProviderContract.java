package cl.fizko.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.message.MessageContent;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.port.SendOutcome.Accepted;
import cl.fizko.chat.domain.port.SendOutcome.LineBlocked;
import cl.fizko.chat.domain.port.SendOutcome.Rejected;
import cl.fizko.chat.domain.port.SendOutcome.RetryLater;
import cl.fizko.chat.domain.port.SendOutcome.RetryOnce;
import cl.fizko.chat.domain.port.SendOutcome.Unknown;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link MessagingProvider} owes its callers. The author of a provider extends this class, scripts the far side in
 * {@link #providerThat} and passes. A behaviour that a provider cannot show is declared in {@link #cannot}, with its reason, so
 * that it stands in the test report instead of being left out in silence.
 */
public abstract class MessagingProviderContract {

    /** What the far side does with every request. */
    public enum Behaviour {
        /** Takes it and answers with an id, another one for each. */
        ACCEPTS,
        /** Refuses it for its rate and asks to wait 7 s. */
        THROTTLES_FOR_7_S,
        /** Fails inside, after it may have sent. */
        FAILS_WITH_500,
        /** Reads the request and hangs up without a word. */
        DROPS_THE_ANSWER,
        /** A gateway in between answers with a success and a page of HTML. */
        ANSWERS_WITH_HTML,
        /** Nobody listens. */
        REFUSES_CONNECTIONS,
        /** Says that the 24 hours are over. */
        CLOSED_WINDOW,
        /** Does not accept the line's key. */
        BAD_TOKEN
    }

    private static final Departure UNNOTICED = () -> {};
    private static final String TEXT = "Su F29 vence el lunes: ¿lo presentamos?";
    private static final LineId LINE = new LineId("109900000000001");
    private static final PhoneNumber PHONE = new PhoneNumber("+56955500101");
    private static final String TOKEN = "clave-de-la-linea-7f3c2b90";

    /** A provider whose far side behaves like that. What it opens, the test class closes. */
    protected abstract MessagingProvider providerThat(Behaviour behaviour);

    /** Why this provider cannot show a behaviour; empty when it can. */
    protected Optional<String> cannot(Behaviour behaviour) {
        return Optional.empty();
    }

    /** How many requests the far side of the latest provider has seen, where that can be counted. */
    protected OptionalInt requestsSeen() {
        return OptionalInt.empty();
    }

    @Test
    void send_accepted_hasTheProvidersId() {
        assertThat(outcome(Behaviour.ACCEPTS)).isInstanceOf(Accepted.class);
    }

    @Test
    void send_twice_hasTwoIds() {
        var provider = scripted(Behaviour.ACCEPTS);
        assertThat(provider.send(text(), UNNOTICED)).isNotEqualTo(provider.send(text(), UNNOTICED));
    }

    @Test
    void send_fromManyThreads_losesNone() throws Exception {
        var provider = scripted(Behaviour.ACCEPTS);
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<SendOutcome>> sends = IntStream.range(0, 64)
                    .<Callable<SendOutcome>>mapToObj(i -> () -> provider.send(text(), UNNOTICED))
                    .toList();
            var outcomes = new HashSet<SendOutcome>();
            for (var sent : threads.invokeAll(sends)) {
                outcomes.add(sent.get());
            }
            assertThat(outcomes).hasSize(64).allMatch(Accepted.class::isInstance);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void send_throttled_waitsAsLongAsAsked() {
        assertThat(outcome(Behaviour.THROTTLES_FOR_7_S))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void send_farSideFailed_isNotTriedWithoutLimit() {
        assertThat(outcome(Behaviour.FAILS_WITH_500)).isInstanceOfAny(RetryOnce.class, Unknown.class);
    }

    @Test
    void send_answerLost_isUnknown() {
        assertThat(outcome(Behaviour.DROPS_THE_ANSWER)).isInstanceOf(Unknown.class);
    }

    @Test
    void send_answerMakesNoSense_isUnknown() {
        assertThat(outcome(Behaviour.ANSWERS_WITH_HTML)).isInstanceOf(Unknown.class);
    }

    @Test
    void send_nobodyListens_isRetriedLater() {
        assertThat(outcome(Behaviour.REFUSES_CONNECTIONS)).isInstanceOf(RetryLater.class);
    }

    @Test
    void send_windowClosed_isRejectedAsThat() {
        assertThat(outcome(Behaviour.CLOSED_WINDOW)).satisfies(rejectedAs(FailureReason.WINDOW_CLOSED));
    }

    @Test
    void send_keyNotAccepted_blocksTheLine() {
        assertThat(outcome(Behaviour.BAD_TOKEN))
                .isInstanceOfSatisfying(
                        LineBlocked.class,
                        blocked -> assertThat(blocked.failure().reason()).isEqualTo(FailureReason.CONFIG));
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void send_whateverHappens_isOneRequestAtMost(Behaviour behaviour) {
        outcome(behaviour);
        requestsSeen().ifPresent(seen -> assertThat(seen).isLessThanOrEqualTo(1));
    }

    @Test
    void send_nobodyListens_neverDeparts() {
        var departures = new AtomicInteger();
        scripted(Behaviour.REFUSES_CONNECTIONS).send(text(), departures::incrementAndGet);
        assertThat(departures).hasValue(0);
    }

    /** What may have been sent must have been told before, or a crash in between would send it twice. */
    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REFUSES_CONNECTIONS"})
    void send_requestThatLeaves_tellsItsDepartureOnce(Behaviour behaviour) {
        var departures = new AtomicInteger();
        var seenAtDeparture = new AtomicInteger();
        scripted(behaviour).send(text(), () -> {
            departures.incrementAndGet();
            seenAtDeparture.addAndGet(requestsSeen().orElse(0));
        });
        assertThat(departures).hasValue(1);
        assertThat(seenAtDeparture).hasValue(0);
    }

    @Test
    void send_departureThatFails_isNotSent() {
        var provider = scripted(Behaviour.ACCEPTS);
        assertThatIllegalStateException()
                .isThrownBy(() -> provider.send(text(), () -> {
                    throw new IllegalStateException("the journal is full");
                }));
        requestsSeen().ifPresent(seen -> assertThat(seen).isZero());
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void send_whateverHappens_tellsNoPersonalDataAndNoSecret(Behaviour behaviour) {
        assertThat(outcome(behaviour).toString()).doesNotContain(TEXT, PHONE.e164(), PHONE.digits(), TOKEN);
    }

    /** A provider may lack a kind of content; then it says so, before anything leaves. */
    @ParameterizedTest
    @MethodSource("cl.fizko.chat.domain.port.OutgoingContents#sendable")
    void send_contentThatWhatsAppTakes_isAcceptedOrRejectedUnsent(MessageContent content) {
        var departures = new AtomicInteger();
        var outcome = scripted(Behaviour.ACCEPTS).send(message(content), departures::incrementAndGet);
        if (outcome instanceof Rejected rejected) {
            assertSaysWhy(rejected);
            assertThat(departures).hasValue(0);
        } else {
            assertThat(outcome).isInstanceOf(Accepted.class);
            assertThat(departures).hasValue(1);
        }
    }

    @ParameterizedTest
    @MethodSource("cl.fizko.chat.domain.port.OutgoingContents#refused")
    void send_contentThatWhatsAppRefuses_isRejectedUnsentNamingTheField(String field, MessageContent content) {
        var departures = new AtomicInteger();
        var outcome = scripted(Behaviour.ACCEPTS).send(message(content), departures::incrementAndGet);
        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertSaysWhy(rejected);
            assertThat(rejected.failure().detail()).contains(field);
        });
        assertThat(departures).hasValue(0);
        requestsSeen().ifPresent(seen -> assertThat(seen).isZero());
    }

    @Test
    void send_quotedReply_isSentWithOrWithoutItsQuote() {
        var reply = message(new MessageContent.Text(TEXT), Optional.of(new ExternalId("wamid.IN1")));
        assertThat(scripted(Behaviour.ACCEPTS).send(reply, UNNOTICED)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void markRead_whateverHappens_hasAnAnswerWithoutSecrets(Behaviour behaviour) {
        var provider = scripted(behaviour);
        for (var typing : List.of(true, false)) {
            assertThat(provider.markRead(receipt(typing)).map(Object::toString).orElse(""))
                    .doesNotContain(TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCEPTS", "CLOSED_WINDOW"})
    void markRead_farSideThatFails_isNotTakenForDone(Behaviour behaviour) {
        assertThat(scripted(behaviour).markRead(receipt(false))).isPresent();
    }

    private static void assertSaysWhy(Rejected rejected) {
        assertThat(rejected.failure().reason()).isIn(FailureReason.BAD_REQUEST, FailureReason.TEMPLATE);
        assertThat(rejected.failure().code()).isNotBlank();
        assertThat(rejected.failure().detail()).isNotBlank();
    }

    private static ReadReceipt receipt(boolean typing) {
        return new ReadReceipt(
                LINE,
                Optional.of(new Secret(TOKEN)),
                new ExternalId("wamid.IN1"),
                Optional.of("0b5f6a5e-0000-4000-8000-000000000001"),
                typing);
    }

    private SendOutcome outcome(Behaviour behaviour) {
        return scripted(behaviour).send(text(), UNNOTICED);
    }

    private MessagingProvider scripted(Behaviour behaviour) {
        var reason = cannot(behaviour);
        assumeTrue(reason.isEmpty(), () -> behaviour + " is not shown: " + reason.orElse(""));
        return providerThat(behaviour);
    }

    private static Consumer<SendOutcome> rejectedAs(FailureReason reason) {
        return outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.failure().reason()).isEqualTo(reason));
    }

    private static OutboundMessage text() {
        return message(new MessageContent.Text(TEXT));
    }

    private static OutboundMessage message(MessageContent content) {
        return message(content, Optional.empty());
    }

    private static OutboundMessage message(MessageContent content, Optional<ExternalId> quoted) {
        return new OutboundMessage(
                new MessageId(UUID.randomUUID()),
                LINE,
                Optional.of(new Secret(TOKEN)),
                ContactAddress.of(PHONE),
                content,
                quoted,
                Optional.empty());
    }
}
