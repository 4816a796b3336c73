// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against our own 80-bit results, which agree with R's survival package to 1e-13, and against published ones. */
class CoxGoldenTest {
    @Test
    void subscriptions() throws IOException {
        Covariates plans = Covariates.of(
                List.of("plus", "premium"), new double[][] {Subscriptions.plan("plus"), Subscriptions.plan("premium")});
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry :
                Subscriptions.json("cox.json").get("own_long_double").properties()) {
            String[] parts = entry.getKey().split("/", -1);
            SurvivalTimes times = Subscriptions.times(row -> true, parts[0].equals("days"), parts[1].endsWith("yes"));
            Ties ties = parts[2].equals("efron") ? Ties.EFRON : Ties.BRESLOW;
            matches(CoxFitter.fit(times, plans, ties, FitOptions.defaults()), entry.getValue());
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }

    private static void matches(CoxFit cox, JsonNode reference) {
        assertThat(cox.fit().converged()).isTrue();
        assertThat(cox.fit().diagnoses()).isEmpty();
        assertThat(cox.fit().customers()).isEqualTo(reference.get("n").asDouble());
        assertThat(cox.events()).isEqualTo(reference.get("events").asDouble());
        // rounding of sums of a thousand logarithms
        assertThat(cox.fit().logLikelihood()).isCloseTo(reference.get("loglik").asDouble(), within(1e-10));
        assertThat(cox.nullLogLikelihood())
                .isCloseTo(reference.get("loglik_null").asDouble(), within(1e-10));
        assertThat(cox.likelihoodRatio().statistic())
                .isCloseTo(reference.get("likelihood_ratio_test").asDouble(), within(1e-9));
        assertThat(cox.score().statistic())
                .isCloseTo(reference.get("score_test").asDouble(), within(1e-9));
        // the search ends when Newton's step is 1e-8
        assertThat(cox.wald().statistic()).isCloseTo(reference.get("wald_test").asDouble(), within(1e-6));
        for (int i = 0; i < 2; i++) {
            String name = cox.fit().parameterNames().get(i);
            assertThat(cox.fit().estimates()[i])
                    .isCloseTo(reference.get("coef").get(name).asDouble(), within(1e-8));
            assertThat(cox.fit().standardErrors()[i])
                    .isCloseTo(reference.get("se").get(name).asDouble(), within(1e-9));
            for (int j = 0; j < 2; j++) {
                assertThat(cox.fit().covariance()[i][j])
                        .isCloseTo(reference.get("covariance").get(i).get(j).asDouble(), within(1e-10));
            }
        }
    }

    /** What R's coxph prints for these data: Venables and Ripley, Modern Applied Statistics with S (2002), section 13.3, for Efron's method. */
    @Test
    void remission() {
        Covariates untreated = Covariates.of(List.of("untreated"), new double[][] {Subscriptions.untreated()});
        CoxFit efron = CoxFitter.fit(Subscriptions.remission(), untreated, Ties.EFRON, FitOptions.defaults());
        // as many digits as are printed
        assertThat(efron.fit().estimates()[0]).isCloseTo(1.5721, within(5e-5));
        assertThat(efron.fit().standardErrors()[0]).isCloseTo(0.4124, within(5e-5));
        assertThat(efron.hazardRatio(0)).isCloseTo(4.817, within(5e-4));
        assertThat(efron.likelihoodRatio().statistic()).isCloseTo(16.35, within(5e-3));
        assertThat(efron.wald().statistic()).isCloseTo(14.53, within(5e-3));
        assertThat(efron.score().statistic()).isCloseTo(17.25, within(5e-3));
        CoxFit breslow = CoxFitter.fit(Subscriptions.remission(), untreated, Ties.BRESLOW, FitOptions.defaults());
        assertThat(breslow.fit().estimates()[0]).isCloseTo(1.5092, within(5e-5));
        assertThat(breslow.fit().standardErrors()[0]).isCloseTo(0.4096, within(5e-5));
    }
}
