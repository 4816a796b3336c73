// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every customer, over forecasts and histories from ordinary to absurd. */
class ValuePropertyTest {
    private static final int CASES = 20_000;
    private static final KnownGammaGamma SPEND = new KnownGammaGamma(6.25, 3.74, 15.4);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void intervalsAreOrderedAndFinite(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PurchaseForecast forecast = absurdForecast(random);
        Customers customers = customers(random);
        for (KnownGammaGamma spend :
                new KnownGammaGamma[] {SPEND, new KnownGammaGamma(0.2, 2.001, 1e9), new KnownGammaGamma(1e6, 1e6, 1)}) {
            CustomerValues values = ValueKernel.of(
                            forecast, spend, ValueOptions.defaults().withMargin(0.4))
                    .values(customers);
            for (int i = 0; i < CASES; i++) {
                double some = forecast.pBuy()[i];
                double low80 = values.clvLow80()[i];
                double high80 = values.clvHigh80()[i];
                double high95 = values.clvHigh95()[i];
                holds(values.clv()[i] >= 0 && Double.isFinite(values.clv()[i]), "0 <= clv < infinity", i);
                holds(0 <= values.clvLow95()[i] && values.clvLow95()[i] <= low80, "0 <= low95 <= low80", i);
                holds(low80 <= high80 && high80 <= high95 && Double.isFinite(high95), "low80 <= high80 <= high95", i);
                holds(some > 0.90 || low80 == 0, "low80 is 0 when no purchase is likelier than 10 %", i);
                holds(some >= 0.10 || high80 == 0, "high80 is 0 when a purchase is less likely than 10 %", i);
                // the cube root of amounts that vary by more than 100 % is not normal near 0
                boolean positive = some > 0.11 && values.clv()[i] > 0 && spend.p() > 1;
                holds(!positive || high80 > 0, "high80 > 0 when a purchase is likelier than 10 %", i);
            }
        }
    }

    /** An assertion cheap enough for a million cases. */
    private static void holds(boolean condition, String rule, int customer) {
        if (!condition) {
            fail("%s must hold (customer %d)", rule, customer);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void currencyAndMarginScaleEverything(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PurchaseForecast forecast = absurdForecast(random);
        Customers customers = customers(random);
        double[] cents = Arrays.stream(customers.meanSpend()).map(m -> 100 * m).toArray();
        CustomerValues euros =
                ValueKernel.of(forecast, SPEND, ValueOptions.defaults()).values(customers);
        CustomerValues inCents = ValueKernel.of(
                        forecast,
                        new KnownGammaGamma(6.25, 3.74, 1540),
                        ValueOptions.defaults().withMargin(0.25))
                .values(new Customers(customers.row(), customers.purchases(), cents));
        for (int i = 0; i < CASES; i++) {
            assertScaled(inCents.clv()[i], euros.clv()[i], i);
            assertScaled(inCents.clvLow80()[i], euros.clvLow80()[i], i);
            assertScaled(inCents.clvHigh80()[i], euros.clvHigh80()[i], i);
            assertScaled(inCents.clvLow95()[i], euros.clvLow95()[i], i);
            assertScaled(inCents.clvHigh95()[i], euros.clvHigh95()[i], i);
        }
    }

    private static void assertScaled(double cents, double euros, int customer) {
        // rounding of the level's coefficient of variation, a difference from 1, amplified for levels that are all but
        // certain
        holds(Math.abs(cents - 25 * euros) <= 25 * 1e-6 * euros, "scaled by 25", customer);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void longerHorizonsAreWorthMore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2_000;
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] observed = new double[n];
        int[] row = new int[n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            row[i] = i;
            observed[i] = random.nextDouble(1, 100);
            frequency[i] = random.nextInt(3) == 0 ? 0 : (int) Math.exp(random.nextDouble(0, 3.5));
            recency[i] = frequency[i] == 0 ? 0 : observed[i] * random.nextDouble();
            mean[i] = 20;
        }
        PurchaseHistories histories = PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed);
        Customers customers = new Customers(row, frequency, mean);
        BgNbd model = BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426);
        int fallen = 0;
        CustomerValues before = CustomerValues.ofSize(n);
        for (double horizon : new double[] {1, 4, 13, 39, 52, 104}) {
            PurchaseForecast forecast = model.forecast(histories, horizon, DiscountRate.NONE);
            CustomerValues values =
                    ValueKernel.of(forecast, SPEND, ValueOptions.defaults()).values(customers);
            for (int i = 0; i < n; i++) {
                holds(values.clv()[i] >= before.clv()[i], "clv rises with the horizon", i);
                double slack = 0.01 * before.clvHigh80()[i] + 0.1 * values.expectedSpend()[i];
                fallen += values.clvHigh80()[i] < before.clvHigh80()[i] - slack ? 1 : 0;
            }
            before = values;
        }
        // two moments of a heavy buyer who is probably gone do not say where the tail of the few outcomes with
        // purchases begins
        assertThat(fallen).isLessThanOrEqualTo(5);
    }

    /** Moments of counts that exist (a mixture of nothing and a shifted negative binomial), with rates from 1e-6 to 1e4 and edge cases. */
    private static PurchaseForecast absurdForecast(SplittableRandom random) {
        double[] alive = new double[CASES];
        double[] buy = new double[CASES];
        double[] expected = new double[CASES];
        double[] discounted = new double[CASES];
        double[] variance = new double[CASES];
        for (int i = 0; i < CASES; i++) {
            buy[i] = switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> 1;
                case 2 -> random.nextDouble(0.88, 1);
                case 3 -> random.nextDouble(0, 0.12);
                default -> random.nextDouble();
            };
            double excess = random.nextInt(5) == 0 ? 0 : Math.exp(random.nextDouble(-14, 9));
            double dispersion = random.nextInt(5) == 0 ? 0 : Math.exp(random.nextDouble(-7, 4));
            alive[i] = buy[i];
            expected[i] = buy[i] * (1 + excess);
            discounted[i] = expected[i] * random.nextDouble(0.5, 1);
            double square = excess + dispersion * excess * excess + (1 + excess) * (1 + excess);
            variance[i] = Math.max(0, buy[i] * square - expected[i] * expected[i]);
        }
        return new PurchaseForecast(26, alive, buy, expected, discounted, variance);
    }

    private static Customers customers(SplittableRandom random) {
        int[] row = new int[CASES];
        int[] purchases = new int[CASES];
        double[] mean = new double[CASES];
        for (int i = 0; i < CASES; i++) {
            row[i] = i;
            purchases[i] = random.nextInt(4) == 0 ? 0 : (int) Math.exp(random.nextDouble(0, 9));
            mean[i] = switch (random.nextInt(8)) {
                case 0 -> Double.NaN;
                case 1 -> -5;
                case 2 -> 0;
                default -> Math.exp(random.nextDouble(-5, 14));
            };
        }
        return new Customers(row, purchases, mean);
    }
}
