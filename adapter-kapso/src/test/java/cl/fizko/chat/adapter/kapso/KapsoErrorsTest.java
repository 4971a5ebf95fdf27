package cl.fizko.chat.adapter.kapso;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.adapter.kapso.KapsoErrors.Api;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.port.SendOutcome;
import cl.fizko.chat.domain.port.SendOutcome.LineBlocked;
import cl.fizko.chat.domain.port.SendOutcome.Rejected;
import cl.fizko.chat.domain.port.SendOutcome.RetryLater;
import cl.fizko.chat.domain.port.SendOutcome.RetryOnce;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Meta's codes by class, as their documentation and Kapso's client sort them. */
class KapsoErrorsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T14:44:05Z"), ZoneOffset.UTC);

    static Stream<Arguments> codes() {
        return Stream.of(
                        codes("RETRY_LATER", 400, 2, 4, 80007, 130429, 131016, 131048, 131056, 131057, 132069, 133004),
                        codes("RETRY_ONCE", 400, 1, 131000),
                        codes("WINDOW_CLOSED", 400, 131047),
                        codes("RECIPIENT", 400, 1026, 130472, 131021, 131026, 131049, 131050, 131062),
                        codes("TEMPLATE", 400, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018),
                        codes(
                                "LINE_BLOCKED",
                                400,
                                0,
                                3,
                                10,
                                33,
                                190,
                                200,
                                250,
                                299,
                                368,
                                131005,
                                131031,
                                131037,
                                131042,
                                131045,
                                133010,
                                134011,
                                141000),
                        codes("CONFIG", 403, 130497),
                        codes("BAD_REQUEST", 400, 100, 131008, 131009, 131051, 131052, 131053, 132068, 135000))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void outcome_knownCode_isOfItsClass(String expected, int httpStatus, int code) {
        var outcome = KapsoErrors.outcome(Api.META_PROXY, httpStatus, error(code), Optional.empty());
        assertThat(kind(outcome)).isEqualTo(expected);
        // Meta sends many of them with 500 or 403 as well: the code counts, not the status.
        assertThat(kind(KapsoErrors.outcome(Api.META_PROXY, 500, error(code), Optional.empty())))
                .isEqualTo(expected);
        assertThat(kind(KapsoErrors.outcome(Api.META_PROXY, 403, error(code), Optional.empty())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void failure_knownCode_hasTheSameReasonAsTheSend(String expected, int httpStatus, int code) {
        var failure = KapsoErrors.failure(List.of(error(code)));
        assertThat(failure.code()).isEqualTo("meta:" + code);
        var reason = switch (expected) {
            case "RETRY_LATER", "RETRY_ONCE" -> FailureReason.RETRIES_EXHAUSTED;
            case "LINE_BLOCKED" -> FailureReason.CONFIG;
            default -> FailureReason.valueOf(expected);
        };
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @Test
    void failure_severalErrors_isTheFirstThatWeKnow() {
        assertThat(KapsoErrors.failure(List.of(error(999999), error(131026))).code())
                .isEqualTo("meta:131026");
    }

    @Test
    void failure_noErrors_isOther() {
        assertThat(KapsoErrors.failure(List.of()).reason()).isEqualTo(FailureReason.OTHER);
    }

    @Test
    void outcome_retryAfterTogetherWithACode_isKept() {
        assertThat(KapsoErrors.outcome(Api.META_PROXY, 400, error(131056), Optional.of(Duration.ofSeconds(16))))
                .isEqualTo(new RetryLater(Optional.of(Duration.ofSeconds(16)), "meta:131056"));
    }

    /** One message in 6 s is what Meta allows to one person. */
    @Test
    void outcome_tooManyToOnePerson_waitsAtLeastUntilTheNextIsAllowed() {
        var six = new RetryLater(Optional.of(Duration.ofSeconds(6)), "meta:131056");
        assertThat(KapsoErrors.outcome(Api.META_PROXY, 400, error(131056), Optional.empty()))
                .isEqualTo(six);
        assertThat(KapsoErrors.outcome(Api.META_PROXY, 400, error(131056), Optional.of(Duration.ZERO)))
                .isEqualTo(six);
    }

    /** The proxy's conflict passes with the message before; v1's lasts as long as Kapso's agent has work. */
    @Test
    void outcome_agentOfKapsosIsActive_waitsHalfAMinute() {
        var half = new RetryLater(Optional.of(Duration.ofSeconds(30)), "http:409");
        assertThat(KapsoErrors.outcome(Api.LEGACY_V1, 409, ProviderError.SILENT, Optional.of(Duration.ofSeconds(1))))
                .isEqualTo(half);
        var longer = Optional.of(Duration.ofMinutes(1));
        assertThat(KapsoErrors.outcome(Api.LEGACY_V1, 409, ProviderError.SILENT, longer))
                .isEqualTo(new RetryLater(longer, "http:409"));
        assertThat(KapsoErrors.outcome(Api.META_PROXY, 409, ProviderError.SILENT, Optional.empty()))
                .isEqualTo(new RetryLater(Optional.empty(), "http:409"));
        var conflict = new Exchange.Result.Answered(409, MissingNode.getInstance(), Optional.empty());
        assertThat(KapsoErrors.failure(Api.LEGACY_V1, conflict))
                .hasValueSatisfying(failure -> assertThat(failure.detail()).contains("an agent of Kapso's is active"));
        assertThat(KapsoErrors.failure(Api.META_PROXY, conflict))
                .hasValueSatisfying(failure -> assertThat(failure.detail()).contains("another message"));
    }

    @Test
    void outcome_lineMarkedAsSpam_waitsAnHour() {
        assertThat(KapsoErrors.outcome(Api.META_PROXY, 400, error(131048), Optional.empty()))
                .isEqualTo(new RetryLater(Optional.of(Duration.ofHours(1)), "meta:131048"));
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 60 ', 60",
        "0, 0",
        "86401, 86400",
        "99999999999999999999, 86400",
        "'Mon, 04 May 2026 14:44:35 GMT', 30",
        "'Mon, 04 May 2026 14:00:00 GMT', 0",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 86400"
    })
    void retryAfter_secondsOrDate_isAWait(String header, long seconds) {
        assertThat(RetryAfter.parse(header, CLOCK)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"''", "-1", "1.5", "soon", "'Mon, 99 May 2026 14:44:35 GMT'"})
    void retryAfter_anythingElse_isNone(String header) {
        assertThat(RetryAfter.parse(header, CLOCK)).isEmpty();
    }

    private static List<Arguments> codes(String expected, int httpStatus, int... codes) {
        return Arrays.stream(codes)
                .mapToObj(code -> Arguments.of(expected, httpStatus, code))
                .toList();
    }

    private static ProviderError error(int code) {
        return new ProviderError(OptionalInt.of(code), "", false);
    }

    private static String kind(SendOutcome outcome) {
        if (outcome instanceof RetryLater) {
            return "RETRY_LATER";
        }
        if (outcome instanceof RetryOnce) {
            return "RETRY_ONCE";
        }
        if (outcome instanceof LineBlocked) {
            return "LINE_BLOCKED";
        }
        return ((Rejected) outcome).failure().reason().name();
    }
}
