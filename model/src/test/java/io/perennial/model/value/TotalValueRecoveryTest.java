// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fit, forecast, compare with what came, many times: totals of small files, where the error of the parameters matters most. */
class TotalValueRecoveryTest {
    private static final int REPETITIONS = 200;
    private static final int CUSTOMERS = 500;
    private static final double HORIZON = 39;
    private static final SimulatedPopulation.Behaviour BEHAVIOUR =
            new SimulatedPopulation.Behaviour(true, new double[] {0.6, 6, 0.8, 3}, 6.25, 3.74, 15.4);

    /** What was predicted and what came; {@code above} counts customers beyond their 80 % interval of the {@code positive} ones whose interval says more than 0. */
    private record Outcome(
            TotalValue predicted, TotalValue naive, double transactions, double revenue, int above, int positive) {}

    private static Outcome repeat(long seed) {
        SimulatedPopulation truth = new SimulatedPopulation(BEHAVIOUR, CUSTOMERS, 78, HORIZON, seed);
        PurchaseHistories histories = truth.histories();
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        Customers customers = truth.customers();
        Fit<GammaGamma> spend = GammaGammaFitter.fit(
                SpendHistories.of(customers.purchases(), customers.meanSpend()), FitOptions.defaults());
        PurchaseForecast forecast = fit.model().forecast(histories, HORIZON, DiscountRate.NONE);
        ValueKernel kernel = ValueKernel.of(forecast, spend.model(), ValueOptions.defaults());
        ParameterUncertainty uncertainty =
                ParameterUncertainty.of(fit, spend, histories, truth.customers(), HORIZON, DiscountRate.NONE);
        CustomerValues values = ValueKernel.of(
                        forecast, spend.model(), ValueOptions.defaults().withParameterVariance(uncertainty.customer()))
                .values(truth.customers());
        int above = 0;
        int positive = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            above += values.clvHigh80()[i] > 0 && truth.futureSpend[i] > values.clvHigh80()[i] ? 1 : 0;
            positive += values.clvHigh80()[i] > 0 ? 1 : 0;
        }
        return new Outcome(
                TotalValue.of(kernel, truth.customers(), uncertainty, 0),
                TotalValue.of(kernel, truth.customers(), ParameterUncertainty.NONE, 0),
                Arrays.stream(truth.futureCount).sum(),
                Arrays.stream(truth.futureSpend).sum(),
                above,
                positive);
    }

    @Test
    void intervalsOfTotalsCoverWhatTheyClaim() {
        List<Outcome> outcomes =
                IntStream.range(0, REPETITIONS).mapToObj(i -> repeat(1000 + i)).toList();
        double transactions80 = share(outcomes, o -> inside80(o.predicted().transactions(), o.transactions()));
        double revenue80 = share(outcomes, o -> inside80(o.predicted().revenue(), o.revenue()));
        double revenue95 = share(outcomes, o -> inside95(o.predicted().revenue(), o.revenue()));
        double naive80 = share(outcomes, o -> inside80(o.naive().transactions(), o.transactions()));
        double above = outcomes.stream().mapToInt(Outcome::above).sum();
        double positive = outcomes.stream().mapToInt(Outcome::positive).sum();
        // Monte-Carlo standard deviations 0.028 and 0.015
        assertThat(transactions80).isBetween(0.75, 0.85);
        assertThat(revenue80).isBetween(0.75, 0.85);
        assertThat(revenue95).isBetween(0.92, 0.98);
        // as if parameters were known, up to half a percent point
        assertThat(above / positive).isBetween(0.095, 0.105);
        assertThat(naive80).as("without parameter uncertainty").isLessThan(transactions80 - 0.05);
    }

    @Test
    void whatIsSharedGrowsWithTheTotal() {
        SimulatedPopulation truth = new SimulatedPopulation(BEHAVIOUR, CUSTOMERS, 78, HORIZON, 1);
        PurchaseForecast forecast = BgNbdFitter.fit(truth.histories(), FitOptions.defaults())
                .model()
                .forecast(truth.histories(), HORIZON, DiscountRate.NONE);
        ValueKernel kernel = ValueKernel.of(
                forecast,
                new KnownGammaGamma(BEHAVIOUR.p(), BEHAVIOUR.q(), BEHAVIOUR.gamma()),
                ValueOptions.defaults());
        TotalEstimate alone = TotalValue.of(kernel, truth.customers(), ParameterUncertainty.NONE, 0)
                .clv();
        TotalEstimate shared = TotalValue.of(kernel, truth.customers(), ParameterUncertainty.NONE, 0.04)
                .clv();
        assertThat(shared.expected()).isEqualTo(alone.expected());
        // adding variances: the squared log-normal widths differ by about the 0.04 handed in, exactly in the
        // coefficient of variation
        assertThat(variation(shared) - variation(alone)).isCloseTo(0.04, within(1e-12));
        double sum = Arrays.stream(kernel.values(truth.customers()).clv()).sum();
        assertThat(alone.expected()).isCloseTo(sum, within(1e-9 * sum));
        assertThatThrownBy(() -> TotalValue.of(kernel, truth.customers(), ParameterUncertainty.NONE, Double.NaN))
                .hasMessage("backtestVariance must be finite and >= 0, was NaN");
    }

    /** Squared coefficient of variation of a log-normal from its 80 % interval. */
    private static double variation(TotalEstimate estimate) {
        double s = Math.log(estimate.high80() / estimate.low80()) / (2 * Normal.UPPER_10_PERCENT);
        return Math.expm1(s * s);
    }

    private static boolean inside80(TotalEstimate estimate, double actual) {
        return actual >= estimate.low80() && actual <= estimate.high80();
    }

    private static boolean inside95(TotalEstimate estimate, double actual) {
        return actual >= estimate.low95() && actual <= estimate.high95();
    }

    private static double share(List<Outcome> outcomes, Predicate<Outcome> inside) {
        return outcomes.stream().filter(inside).count() / (double) outcomes.size();
    }
}
