// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that say little end in a named diagnosis and a model that forecasts. */
class RenewalDegenerateTest {
    private static final List<BiFunction<RenewalHistories, FitOptions, ? extends Fit<? extends RenewalModel>>> FITTERS =
            List.of(ShiftedBetaGeometricFitter::fit, BetaDiscreteWeibullFitter::fit);

    private static void forecasts(double[] active, String... codes) {
        for (var fitter : FITTERS) {
            Fit<? extends RenewalModel> fit =
                    fitter.apply(RenewalHistories.ofCohort(RenewalPeriod.MONTH, active), FitOptions.defaults());
            String what = Arrays.toString(active) + fit;
            assertThat(fit.diagnoses().stream().map(Diagnosis::code)).as(what).contains(codes);
            forecasts(fit, what);
        }
    }

    private static void forecasts(Fit<? extends RenewalModel> fit, String what) {
        assertThat(fit.logLikelihood()).as(what).isFinite();
        assertThat(fit.gradientNorm()).as(what).isFinite();
        for (int i = 0; i < fit.estimates().length; i++) {
            assertThat(fit.estimates()[i]).as(what).isFinite().isPositive();
            assertThat(fit.covariance()[i][i]).as(what).isNotNaN();
        }
        assertThat(fit.model().survival(12)).as(what).isBetween(0.0, 1.0);
        Double years = fit.model().discountedLifetime(DiscountRate.annual(0.1)).value();
        // a payment now, and at most one a month discounted by ten percent a year
        assertThat(years).as(what).isBetween(1.0, 1 + 1 / (Math.pow(1.1, 1 / 12.0) - 1));
    }

    @Test
    void nobody() {
        forecasts(new double[] {}, "no-renewals");
        forecasts(new double[] {0, 0}, "no-renewals");
        forecasts(new double[] {100}, "no-renewals");
    }

    @Test
    void aCohortOfOne() {
        forecasts(new double[] {1, 1, 1, 1}, "too-few-customers", "nobody-left", "no-maximum");
        forecasts(new double[] {1, 0}, "too-few-customers", "one-renewal", "nobody-renewed");
        forecasts(new double[] {1, 1, 1, 0}, "too-few-customers");
    }

    @Test
    void nobodyLeft() {
        forecasts(new double[] {1000, 1000, 1000}, "nobody-left", "no-maximum");
        Fit<ShiftedBetaGeometric> fit = ShiftedBetaGeometricFitter.fit(
                RenewalHistories.ofCohort(RenewalPeriod.MONTH, new double[] {1000, 1000, 1000}), FitOptions.defaults());
        // 1 - 0.05^(1/2000)
        assertThat(fit.diagnoses().get(0).message())
                .isEqualTo(
                        "Nobody left in 2000 renewals: churn per period is below 0.150 % with 95 % confidence, and no more is known.");
        assertThat(1 - fit.model().retention(1)).isLessThan(0.0015);
    }

    @Test
    void everybodyLeft() {
        forecasts(new double[] {1000, 0}, "one-renewal", "nobody-renewed");
        forecasts(new double[] {1000, 500, 0}, "no-maximum");
        // all of one kind: the same share leaves at each renewal
        forecasts(new double[] {1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1}, "no-maximum");
        // more and more leave: no mixture of constant rates does that
        RenewalHistories rising = RenewalHistories.ofCohort(RenewalPeriod.MONTH, new double[] {1000, 999, 900, 100, 1});
        forecasts(BetaDiscreteWeibullFitter.fit(rising, FitOptions.defaults()), "rising");
        Fit<ShiftedBetaGeometric> constant = ShiftedBetaGeometricFitter.fit(rising, FitOptions.defaults());
        forecasts(constant, "rising");
        assertThat(constant.diagnoses().stream().map(Diagnosis::code)).containsExactly("no-maximum");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void manyTinyCohorts(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int rows = 1 + random.nextInt(4);
            RenewalHistories histories = RenewalConsistencyTest.histories(random, rows);
            for (var fitter : FITTERS) {
                Fit<? extends RenewalModel> fit = fitter.apply(histories, FitOptions.defaults());
                forecasts(fit, "seed %d case %d: %s".formatted(seed, i, fit));
            }
        }
    }
}
