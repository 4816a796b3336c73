// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seasonal time and models in it. */
class SeasonalPurchasesPropertyTest {
    private static final LocalDate END = LocalDate.of(2023, 9, 30);
    private static final int DAYS = 1000;
    private static final SeasonIndex AUTUMN = new SeasonIndex(
            new Pattern(new double[] {0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 1.2, 2.8, 0.8}, 3, 0, 1),
            new Pattern(new double[] {1, 1, 1, 1, 1, 1.5, 0.5}, 12, 0, 1));
    private static final SeasonTime TIME = SeasonTime.of(AUTUMN, TimeUnit.WEEK, END, DAYS);
    private static final BgNbd MODEL = BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426);
    private static final PurchaseHistories CUSTOMERS = PurchaseHistories.of(
            TimeUnit.WEEK, new int[] {0, 2, 5, 1}, new double[] {0, 210 / 7.0, 990 / 7.0, 3 / 7.0}, new double[] {
                500 / 7.0, 333 / 7.0, 1000 / 7.0, 3 / 7.0
            });

    @Test
    void anIndexOfOneChangesNoDigit() {
        SeasonTime plain = SeasonTime.of(SeasonIndex.none(), TimeUnit.WEEK, END, DAYS);
        SeasonalPurchases seasonal = SeasonalPurchases.of(MODEL, plain);
        double horizon = 365 / 7.0;
        PurchaseForecast expected = MODEL.forecast(CUSTOMERS, horizon, DiscountRate.NONE);
        PurchaseForecast actual = seasonal.forecast(CUSTOMERS, horizon, DiscountRate.NONE);
        assertThat(actual.expected()).containsExactly(expected.expected());
        assertThat(actual.pBuy()).containsExactly(expected.pBuy());
        assertThat(actual.variance()).containsExactly(expected.variance());
        assertThat(actual.pAlive()).containsExactly(expected.pAlive());
        assertThat(seasonal.logLikelihood(2, 210 / 7.0, 333 / 7.0))
                .isEqualTo(MODEL.logLikelihood(2, 210 / 7.0, 333 / 7.0));
    }

    @Test
    void discountsWithinTheErrorStated() {
        SeasonTime plain = SeasonTime.of(SeasonIndex.none(), TimeUnit.WEEK, END, DAYS);
        DiscountRate rate = DiscountRate.annual(0.10);
        double exact = MODEL.discountedTransactions(2, 30, 333 / 7.0, 52, rate);
        // twelve parts a year at 10 %: (0.0953 / 12)^2 / 24 = 3e-6 within a part, and as much again for the decay in it
        assertThat(SeasonalPurchases.of(MODEL, plain).discountedTransactions(2, 30, 333 / 7.0, 52, rate))
                .isCloseTo(exact, within(1e-4 * exact));
        assertThat(SeasonalPurchases.of(MODEL, TIME).discountedTransactions(2, 30, 333 / 7.0, 52, rate))
                .isEqualTo(
                        SeasonalPurchases.of(MODEL, TIME)
                                .forecast(one(2, 30, 333 / 7.0), 52, rate)
                                .discounted()[0],
                        within(1e-9));
    }

    @Test
    void daysAheadByHand() {
        // 1 October 2023 is a Sunday: 1.2 x 0.5; the Saturday 30 September: 0.8 x 1.5
        assertThat(TIME.at(1 / 7.0) * 7).isCloseTo(0.6, within(1e-12));
        assertThat(TIME.at(2 / 7.0) * 7).isCloseTo(1.8, within(1e-12));
        assertThat(TIME.at(-1 / 7.0) * 7).isCloseTo(-1.2, within(1e-12));
        assertThat(TIME.at(0.5 / 7.0) * 7).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void theInverseGivesTheDayBack() {
        for (int day = -DAYS - 50; day < 40_000; day += 13) {
            // rounding of sums of forty thousand days
            assertThat(TIME.inverse(TIME.at(day / 7.0)) * 7).isCloseTo(day, within(1e-6));
        }
    }

    @Test
    void finiteInRangeAndMonotoneInTheHorizon() {
        for (PurchaseModel model : List.of(MODEL, ParetoNbd.of(TimeUnit.WEEK, 0.55, 10.6, 0.61, 11.7))) {
            SeasonalPurchases seasonal = SeasonalPurchases.of(model, TIME);
            double[] before = new double[CUSTOMERS.size()];
            for (int days = 1; days < 800; days += 31) {
                PurchaseForecast f = seasonal.forecast(CUSTOMERS, days / 7.0, DiscountRate.annual(0.1));
                for (int i = 0; i < before.length; i++) {
                    assertThat(f.expected()[i]).isGreaterThan(before[i]).isFinite();
                    assertThat(f.discounted()[i]).isBetween(0.0, f.expected()[i]);
                    assertThat(f.pBuy()[i]).isBetween(0.0, 1.0);
                    assertThat(f.pAlive()[i]).isBetween(0.0, 1.0);
                }
                before = f.expected();
            }
        }
    }

    @Test
    void thePeakBringsPurchases() {
        SeasonalPurchases seasonal = SeasonalPurchases.of(MODEL, TIME);
        double toNovember =
                seasonal.expectedTransactions(2, 30, 40, 61 / 7.0) - seasonal.expectedTransactions(2, 30, 40, 31 / 7.0);
        double toDecember =
                seasonal.expectedTransactions(2, 30, 40, 92 / 7.0) - seasonal.expectedTransactions(2, 30, 40, 61 / 7.0);
        assertThat(toNovember).isGreaterThan(2.5 * toDecember);
    }

    private static PurchaseHistories one(int frequency, double recency, double T) {
        return PurchaseHistories.of(TimeUnit.WEEK, new int[] {frequency}, new double[] {recency}, new double[] {T});
    }
}
