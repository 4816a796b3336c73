// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fits against maxima found at 160 bits and against published ones. */
class RenewalFitGoldenTest {
    private static final DiscountRate TEN_PERCENT = DiscountRate.annual(0.1);

    private static void matches(Fit<?> fit, JsonNode optimum) {
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        // sums of some dozen terms of up to a thousand
        assertThat(fit.logLikelihood()).isCloseTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        for (int i = 0; i < fit.estimates().length; i++) {
            String name = fit.parameterNames().get(i);
            double estimate = optimum.get("params").get(name).asDouble();
            // the search ends when Newton's step is 1e-8 of each parameter
            assertThat(fit.estimates()[i]).as(name).isCloseTo(estimate, within(1e-7 * estimate));
            double error = optimum.get("standard_errors").get(name).asDouble();
            // the Hessian by differences of the gradient at that point
            assertThat(fit.standardErrors()[i]).as(name).isCloseTo(error, within(1e-6 * error));
            for (int j = 0; optimum.has("covariance") && j < fit.estimates().length; j++) {
                double covariance = optimum.get("covariance").get(i).get(j).asDouble();
                assertThat(fit.covariance()[i][j]).isCloseTo(covariance, within(1e-6 * Math.abs(covariance)));
            }
        }
    }

    @Test
    void cohorts() throws IOException {
        for (String cohort : new String[] {"a", "b"}) {
            JsonNode reference = Contracts.json("subscribers/sbg_cohort_" + cohort + ".json");
            for (int periods : new int[] {12, 7}) {
                JsonNode optimum = reference.get("optimum_fit_on_%d_periods".formatted(periods));
                Fit<ShiftedBetaGeometric> fit = ShiftedBetaGeometricFitter.fit(
                        Contracts.cohort("cohort_" + cohort, periods), FitOptions.defaults());
                matches(fit, optimum);
                ShiftedBetaGeometric model = fit.model();
                for (int t = 0; t <= 24; t++) {
                    // the estimates are good to 1e-8
                    assertThat(model.survival(t))
                            .isCloseTo(optimum.get("survival_0_24").get(t).asDouble(), within(1e-8));
                    if (t > 0) {
                        double retention =
                                optimum.get("retention_rate_1_24").get(t - 1).asDouble();
                        assertThat(model.retention(t)).isCloseTo(retention, within(1e-8));
                    }
                }
                assertThat(model.discountedLifetime(TEN_PERCENT).value())
                        .isCloseTo(optimum.get("del_10pct").asDouble(), within(1e-7));
                for (int payments : new int[] {1, 5, 12}) {
                    double drel = optimum.get("drel_10pct_after_%d_payments".formatted(payments))
                            .asDouble();
                    // theirs is measured just before a renewal: one period less of discount
                    double ours = Contracts.value(model.discountedResidualLifetime(payments - 1, TEN_PERCENT));
                    assertThat(1.1 * ours).isCloseTo(drel, within(1e-7));
                }
            }
        }
    }

    @Test
    void subscriptions() throws IOException {
        JsonNode reference = Contracts.json("subscribers/bdw.json");
        subscriptions(reference.get("all"), Contracts.subscriptions(row -> true, true));
        for (String plan : new String[] {"basic", "plus", "premium"}) {
            subscriptions(reference.get(plan), Contracts.subscriptions(row -> row[1].equals(plan), true));
        }
        subscriptions(reference.get("all_ignoring_truncation"), Contracts.subscriptions(row -> true, false));
        subscriptions(
                reference.get("native_only"), Contracts.subscriptions(row -> Integer.parseInt(row[5]) == 0, true));
    }

    private static void subscriptions(JsonNode optimum, RenewalHistories histories) {
        Fit<BetaDiscreteWeibull> fit = BetaDiscreteWeibullFitter.fit(histories, FitOptions.defaults());
        matches(fit, optimum);
        assertThat(fit.customers()).isEqualTo(optimum.get("n_customers").asDouble());
        assertThat(fit.bic()).isCloseTo(optimum.get("bic").asDouble(), within(1e-7));
        assertThat(histories.lifeTable().losses())
                .isEqualTo(optimum.get("events").asDouble());
        BetaDiscreteWeibull model = fit.model();
        // the estimates are good to 1e-7
        for (Map.Entry<String, JsonNode> at : optimum.get("survival").properties()) {
            assertThat(model.survival(Integer.parseInt(at.getKey())))
                    .isCloseTo(at.getValue().asDouble(), within(1e-7));
        }
        for (Map.Entry<String, JsonNode> at : optimum.get("retention_rate").properties()) {
            assertThat(model.retention(Integer.parseInt(at.getKey())))
                    .isCloseTo(at.getValue().asDouble(), within(1e-7));
        }
        JsonNode residual = optimum.get("discounted_residual_payments_1pct_a_month_after_n_renewals");
        DiscountRate rate = DiscountRate.annual(Math.pow(1.01, 12) - 1);
        for (Map.Entry<String, JsonNode> at : residual.properties()) {
            double ours = Contracts.value(model.discountedResidualLifetime(Integer.parseInt(at.getKey()), rate));
            // their count holds the payment of the current period
            assertThat(1 + ours).isCloseTo(at.getValue().asDouble(), within(2e-6));
        }
        matches(ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults()), optimum.get("sbg_c_equal_1"));
    }

    /** Fader and Hardie (2007), table 1 and section 3; other digits by two R packages. */
    @Test
    void publishedCohorts() throws IOException {
        Path data = Contracts.shared("data/fader_hardie/sbg_cohorts.csv");
        Path reference = Contracts.shared("reference/r/sbg_and_dert.json");
        assumeTrue(
                Files.exists(data) && Files.exists(reference), "the published cohorts are not beside the working copy");
        JsonNode peers = new ObjectMapper().readTree(reference.toFile());
        published(data, "regular", peers.get("regular_T7"), 7, 0.704, 1.182);
        published(data, "highend", peers.get("high_end_T7"), 7, 0.668, 3.806);
        published(data, "regular", peers.get("regular_T4"), 4, 0.764, 1.296);
        published(data, "highend", peers.get("high_end_T4"), 4, 1.281, 7.790);
    }

    private static void published(Path data, String cohort, JsonNode peer, int periods, double alpha, double beta)
            throws IOException {
        double[] active = new double[periods + 1];
        for (String[] row : Contracts.csv(data)) {
            // recency is the last year reached, of which the first begins at the start
            for (int t = 0; t <= periods && row[3].equals(cohort) && t < Integer.parseInt(row[1]); t++) {
                active[t]++;
            }
        }
        Fit<ShiftedBetaGeometric> fit = ShiftedBetaGeometricFitter.fit(
                RenewalHistories.ofCohort(RenewalPeriod.YEAR, active), FitOptions.defaults());
        String what = cohort + Arrays.toString(active);
        assertThat(fit.model().alpha()).as(what).isCloseTo(alpha, within(5e-4));
        assertThat(fit.model().beta()).as(what).isCloseTo(beta, within(5e-4));
        // optimisers of the peers stop about 1e-6 away from the maximum
        assertThat(fit.model().alpha()).isCloseTo(peer.get("alpha").asDouble(), within(1e-5));
        assertThat(fit.model().beta()).isCloseTo(peer.get("beta").asDouble(), within(1e-4));
        assertThat(fit.logLikelihood()).isCloseTo(peer.get("LL").asDouble(), within(1e-8));
        for (int t = 0; t <= 12; t++) {
            double percent = peer.get("survivor_pct_0_12").get(t).asDouble();
            assertThat(100 * fit.model().survival(t)).isCloseTo(percent, within(1e-4));
        }
        assertThat(fit.model().discountedLifetime(TEN_PERCENT).value())
                .isCloseTo(peer.get("DEL_d0.1").asDouble(), within(1e-5));
    }
}
