// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Data that do not identify the parameters: a named diagnosis, and a forecast for every customer all the same. */
class BetaGeometricDegenerateTest {
    @Test
    void noRepeatBuyers() {
        assertThat(codes(histories(50, i -> 0, i -> 0, i -> 10 + i)))
                .allSatisfy(codes -> assertThat(codes).contains("no-repeat-buyers"));
    }

    @Test
    void oneCustomer() {
        assertThat(codes(histories(1, i -> 2, i -> 0.5, i -> 10)))
                .allSatisfy(codes -> assertThat(codes).contains("too-few-customers"));
        assertThat(codes(histories(1, i -> 0, i -> 0, i -> 0)))
                .allSatisfy(codes -> assertThat(codes).contains("too-few-customers", "no-repeat-buyers"));
    }

    @Test
    void noCustomers() {
        assertThat(codes(histories(0, i -> 0, i -> 0, i -> 0)))
                .allSatisfy(codes -> assertThat(codes).contains("too-few-customers"));
    }

    /** Everybody bought on the last day, so nobody is seen to leave. */
    @Test
    void noDropoutVisible() {
        PurchaseHistories loyal = histories(300, i -> 1 + i % 9, i -> 1, i -> 20 + i % 30);
        assertThat(codes(loyal)).allSatisfy(codes -> assertThat(codes).contains("no-dropout-visible"));
    }

    @Test
    void allInOneRow() {
        assertThat(codes(histories(500, i -> 3, i -> 0.5, i -> 40)))
                .allSatisfy(codes -> assertThat(codes).contains("one-history"));
    }

    @Test
    void everybodyBuysOnceAndLeaves() {
        List<List<String>> codes = codes(histories(500, i -> 1, i -> (i % 10) / 100.0, i -> 100));
        // the MBG/NBD has a maximum here: that all survived the first coin keeps the dropout from certainty
        assertThat(codes.get(0)).contains("no-maximum");
    }

    @Test
    void observedForNoTime() {
        codes(histories(100, i -> 0, i -> 0, i -> 0));
        codes(histories(100, i -> i % 3, i -> 0, i -> 0));
    }

    @Test
    void enormousFrequencies() {
        codes(histories(100, i -> i % 2 == 0 ? Integer.MAX_VALUE : 0, i -> 0.9, i -> 40));
        codes(histories(100, i -> i * i * i, i -> 0.9, i -> 40 + i));
    }

    @Test
    void tinyAndHugeTimes() {
        codes(histories(100, i -> i % 5, i -> 0.3, i -> 1e-9 * (1 + i)));
        codes(histories(100, i -> i % 5, i -> 0.3, i -> 1e12 * (1 + i)));
    }

    /** Small random samples: whatever they hold, every customer is forecast. */
    @Test
    void handfuls() {
        Random random = new Random(11);
        for (int k = 0; k < 60; k++) {
            int n = 1 + random.nextInt(12);
            codes(histories(n, i -> random.nextInt(4), i -> random.nextDouble(), i -> random.nextInt(60)));
        }
    }

    /** Fits both models, checks that all forecasts are usable, and returns the codes of the diagnoses. */
    private static List<List<String>> codes(PurchaseHistories histories) {
        Fit<BgNbd> bg = BgNbdFitter.fit(histories, FitOptions.defaults());
        Fit<MbgNbd> mbg = MbgNbdFitter.fit(histories, FitOptions.defaults());
        usable(bg, histories);
        usable(mbg, histories);
        return List.of(codes(bg), codes(mbg));
    }

    private static List<String> codes(Fit<?> fit) {
        return fit.diagnoses().stream().map(Diagnosis::code).toList();
    }

    private static void usable(Fit<? extends PurchaseModel> fit, PurchaseHistories histories) {
        assertThat(Arrays.stream(fit.estimates()).allMatch(p -> p > 0 && p < Double.POSITIVE_INFINITY))
                .as("%s", fit)
                .isTrue();
        PurchaseForecast forecast = fit.model().forecast(histories, 52, DiscountRate.annual(0.1));
        for (double[] column : List.of(
                forecast.pAlive(), forecast.pBuy(), forecast.expected(), forecast.discounted(), forecast.variance())) {
            assertThat(Arrays.stream(column).allMatch(v -> v >= 0 && v < Double.POSITIVE_INFINITY))
                    .as("%s", fit)
                    .isTrue();
        }
        assertThat(fit.model().expectedTransactions(52)).isFinite().isNotNegative();
    }

    private static PurchaseHistories histories(
            int n, IntUnaryOperator frequency, IntToDoubleFunction recencyShare, IntToDoubleFunction observed) {
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] T = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = frequency.applyAsInt(i);
            T[i] = observed.applyAsDouble(i);
            tx[i] = x[i] == 0 ? 0 : recencyShare.applyAsDouble(i) * T[i];
        }
        return PurchaseHistories.of(TimeUnit.WEEK, x, tx, T);
    }
}
