package cl.fizko.chat.application.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cl.fizko.chat.application.analytics.AnalyseResponses.Question;
import cl.fizko.chat.application.fake.InMemoryConfigs;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.analytics.Period;
import cl.fizko.chat.domain.analytics.ResponseFigures;
import cl.fizko.chat.domain.analytics.ResponseFigures.Figures;
import cl.fizko.chat.domain.company.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalyseResponsesTest {

    private static final CompanyId COMPANY = new CompanyId(1);
    private static final ZoneId CHILE = ZoneId.of("America/Santiago");

    /** In Chile it is still the 22nd. */
    private static final Instant NOW = Instant.parse("2026-11-23T02:30:00Z");

    private final AnalyseResponses analyse = new AnalyseResponses(
            (company, period) ->
                    new ResponseFigures(period, Figures.none(), 0, List.of(), List.of(), List.of(), List.of()),
            new InMemoryConfigs(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void analyse_nothingGiven_isThirtyDaysOfChileWithToday() {
        assertThat(period(question(Optional.empty(), "", "", "")))
                .isEqualTo(new Period(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 11, 22), CHILE));
    }

    @Test
    void analyse_days_endToday_orOnTheDayGiven() {
        assertThat(period(question(Optional.of(1), "", "", "UTC")))
                .isEqualTo(new Period(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 23), ZoneId.of("UTC")));
        assertThat(period(question(Optional.of(366), "", "2026-12-31", "")).days())
                .hasSize(366);
        assertThat(period(question(Optional.empty(), "2026-11-01", "", "")).last())
                .isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @Test
    void analyse_whatMakesNoPeriod_isRefusedByField() {
        refused(question(Optional.of(0), "", "", ""), "days: must be from 1 to 366");
        refused(question(Optional.of(367), "", "", ""), "days: must be from 1 to 366");
        refused(question(Optional.of(3), "2026-11-01", "", ""), "days: must not be given together with since");
        refused(question(Optional.empty(), "2026-11-02", "2026-11-01", ""), "since: must not be after until");
        refused(
                question(Optional.empty(), "2025-11-01", "2026-11-02", ""),
                "since: must be at most 366 days before until");
        assertThat(period(question(Optional.empty(), "2025-11-02", "2026-11-02", ""))
                        .days())
                .hasSize(366);
    }

    private void refused(Question question, String problem) {
        assertThatThrownBy(() -> period(question))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.problems())
                                .extracting(Object::toString)
                                .containsExactly(problem));
    }

    private Period period(Question question) {
        return analyse.analyse(COMPANY, question).period();
    }

    private static Question question(Optional<Integer> days, String since, String until, String zone) {
        return new Question(
                days,
                given(since).map(LocalDate::parse),
                given(until).map(LocalDate::parse),
                given(zone).map(ZoneId::of));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
