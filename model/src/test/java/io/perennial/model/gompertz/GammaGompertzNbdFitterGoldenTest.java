// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.References;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Maxima against those found at 160 bits and the polished published ones. */
class GammaGompertzNbdFitterGoldenTest {
    @Test
    void shop() throws IOException {
        JsonNode optimum = References.json("shop/ggomnbd.json").get("optimum");
        Fit<GammaGompertzNbd> fit = GammaGompertzNbdFitter.fit(References.shop(), FitOptions.defaults());
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.customers()).isEqualTo(600);
        assertThat(fit.logLikelihood()).isEqualTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        assertThat(fit.aic()).isEqualTo(optimum.get("aic").asDouble(), within(1e-7));
        assertThat(fit.bic()).isEqualTo(optimum.get("bic").asDouble(), within(1e-7));
        for (int i = 0; i < 5; i++) {
            String name = fit.parameterNames().get(i);
            double estimate = optimum.get("params").get(name).asDouble();
            double error = optimum.get("standard_errors").get(name).asDouble();
            // the search ends when Newton's step is 1e-8 of each parameter
            assertThat(fit.estimates()[i]).as(name).isEqualTo(estimate, within(1e-7 * estimate));
            // the Hessian is taken there, not at the maximum itself
            assertThat(fit.standardErrors()[i]).as(name).isEqualTo(error, within(1e-6 * error));
            for (int j = 0; j < 5; j++) {
                double covariance = optimum.get("covariance").get(i).get(j).asDouble();
                assertThat(fit.covariance()[i][j]).isEqualTo(covariance, within(1e-6 * Math.abs(covariance)));
            }
        }
    }
}
