package cl.fizko.chat.application.analytics;

import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.analytics.Period;
import cl.fizko.chat.domain.analytics.ResponseFigures;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.port.ResponseAnalytics;
import cl.fizko.chat.domain.port.WhatsAppConfigRepository;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Use case: how the conversations of a company went. Thread-safe. */
public final class AnalyseResponses {

    static final int STANDARD_DAYS = 30;

    private static final ZoneId CHILE = ZoneId.of("America/Santiago");

    private final ResponseAnalytics analytics;
    private final WhatsAppConfigRepository configs;
    private final Clock clock;

    @Inject
    public AnalyseResponses(ResponseAnalytics analytics, WhatsAppConfigRepository configs, Clock clock) {
        this.analytics = analytics;
        this.configs = configs;
        this.clock = clock;
    }

    /**
     * Which days.
     *
     * @param days how many, the last of which is {@code until}; {@value #STANDARD_DAYS} when neither this nor {@code since} is given
     * @param since the first day
     * @param until the last day; today when it is not given
     * @param zone whose days; when not given that of the company's business hours, or Chile's
     */
    public record Question(
            Optional<Integer> days, Optional<LocalDate> since, Optional<LocalDate> until, Optional<ZoneId> zone) {}

    /**
     * The figures.
     *
     * @throws InvalidFieldsException when the days do not make a period
     */
    public ResponseFigures analyse(CompanyId company, Question question) {
        return analytics.figures(company, period(company, question));
    }

    private Period period(CompanyId company, Question question) {
        var zone = question.zone().orElseGet(() -> zoneOf(company));
        var last = question.until().orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
        if (question.since().isPresent() && question.days().isPresent()) {
            throw new InvalidFieldsException("days", "must not be given together with since");
        }
        var count = question.days().orElse(STANDARD_DAYS);
        if (count < 1 || count > Period.MOST_DAYS) {
            throw new InvalidFieldsException("days", "must be from 1 to 366");
        }
        var first = question.since().orElseGet(() -> last.minusDays(count - 1L));
        if (first.isAfter(last)) {
            throw new InvalidFieldsException("since", "must not be after until");
        }
        if (ChronoUnit.DAYS.between(first, last) >= Period.MOST_DAYS) {
            throw new InvalidFieldsException("since", "must be at most 366 days before until");
        }
        return new Period(first, last, zone);
    }

    private ZoneId zoneOf(CompanyId company) {
        return configs.all().stream()
                .filter(config -> config.companyId().equals(company))
                .flatMap(config -> config.profile().businessHours().stream())
                .map(BusinessHours::zone)
                .findFirst()
                .orElse(CHILE);
    }
}
