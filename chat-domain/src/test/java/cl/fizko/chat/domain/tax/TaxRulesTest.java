package cl.fizko.chat.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaxRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void vat_isNineteenPercentBothWays() {
        assertThat(Vat.on(1_000_000)).isEqualTo(190_000);
        assertThat(Vat.gross(1_000_000)).isEqualTo(1_190_000);
        assertThat(Vat.netOf(1_190_000)).isEqualTo(1_000_000);
    }

    @Test
    void vat_thereAndBack_isExact() {
        long seed = 19L;
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            long net = random.nextInt(Integer.MAX_VALUE);
            assertThat(Vat.netOf(Vat.gross(net)))
                    .as("seed %d, net %d", seed, net)
                    .isEqualTo(net);
        }
    }

    @Test
    void claim_lastsEightCalendarDays() {
        assertThat(new DteClaim(LocalDate.of(2026, 11, 14)).lastDay()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(new DteClaim(LocalDate.of(2026, 11, 20)).lastDay()).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(new DteClaim(LocalDate.of(2025, 1, 1)).lastDay()).isEqualTo(LocalDate.of(2025, 1, 9));
    }

    @Test
    void folios_lastSixMonths() {
        var folios = new Folios(LocalDate.of(2026, 5, 20));
        assertThat(folios.expiry()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(folios.isExpiredOn(TODAY)).isTrue();
        assertThat(folios.isExpiredOn(LocalDate.of(2026, 11, 19))).isFalse();
    }

    @Test
    void honorariosAnnulment_hasTwoWindows() {
        var october = new HonorariosAnnulment(LocalDate.of(2026, 10, 15));
        assertThat(october.aloneUntil()).isEqualTo(LocalDate.of(2026, 11, 10));
        assertThat(october.confirmedUntil()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(new HonorariosAnnulment(LocalDate.of(2026, 12, 31)).aloneUntil())
                .isEqualTo(LocalDate.of(2027, 1, 10));
    }

    @Test
    void creditNote_servesInTheSameOrTheNextPeriod() {
        assertThat(new CreditNoteWindow(YearMonth.of(2026, 11)).isOpenOn(TODAY)).isTrue();
        assertThat(new CreditNoteWindow(YearMonth.of(2026, 10)).isOpenOn(TODAY)).isTrue();
        assertThat(new CreditNoteWindow(YearMonth.of(2026, 8)).isOpenOn(TODAY)).isFalse();
    }

    @Test
    void regimes_haveNoRateWhereNoneIsConfirmed() {
        assertThat(IncomeTaxRegime.PRO_PYME_GENERAL.rateIn(2026)).hasValue(125);
        assertThat(IncomeTaxRegime.PRO_PYME_GENERAL.rateIn(2028)).isEmpty();
        assertThat(IncomeTaxRegime.PRO_PYME_TRANSPARENT.rateIn(2026)).hasValue(0);
        assertThat(IncomeTaxRegime.GENERAL.rateIn(2026)).hasValue(270);
        assertThat(IncomeTaxRegime.GENERAL.rateIn(2027)).isEmpty();
    }

    @Test
    void annualReturn_isDueOn30April() {
        assertThat(AnnualIncomeTax.nextTaxYear(TODAY)).isEqualTo(2027);
        assertThat(AnnualIncomeTax.nextTaxYear(LocalDate.of(2027, 4, 30))).isEqualTo(2027);
        assertThat(AnnualIncomeTax.of(2027).orElseThrow())
                .isEqualTo(new AnnualIncomeTax(2027, LocalDate.of(2027, 4, 30), java.util.Optional.empty()));
        assertThat(AnnualIncomeTax.of(2026).orElseThrow().withoutPayment()).contains(LocalDate.of(2026, 5, 9));
        assertThat(AnnualIncomeTax.of(2028)).isEmpty();
    }

    @Test
    void yearsWithoutAResolution_areEmpty() {
        assertThat(DailyInterest.on(LocalDate.of(2026, 3, 1)))
                .map(DailyInterest::billionths)
                .contains(220_000);
        assertThat(DailyInterest.on(TODAY)).isEmpty();
        assertThat(SwornStatement.dueDate(1887, 2026)).contains(LocalDate.of(2026, 3, 27));
        assertThat(SwornStatement.dueDate(1887, 2027)).isEmpty();
        assertThat(PartialCoverage.percentIn(2027)).hasValue(90);
        assertThat(PartialCoverage.percentIn(2029)).isEmpty();
    }

    @Test
    void documents_haveTheirCodes() {
        assertThat(DteType.ofCode(33)).contains(DteType.INVOICE);
        assertThat(DteType.ofCode(61)).contains(DteType.CREDIT_NOTE);
        assertThat(DteType.ofCode(99)).isEmpty();
        assertThat(DteType.RECEIPT.foliosExpire()).isFalse();
        assertThat(DteType.PURCHASE_INVOICE.isAssignable()).isTrue();
        assertThat(DteType.CREDIT_NOTE.isAssignable()).isFalse();
    }
}
