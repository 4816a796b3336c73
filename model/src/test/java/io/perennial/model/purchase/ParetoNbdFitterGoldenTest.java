// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Maxima against those found at 160 bits and the polished published ones. */
class ParetoNbdFitterGoldenTest {
    @Test
    void shop() throws IOException {
        JsonNode optimum = References.json("shop/pnbd.json").get("optimum");
        Fit<ParetoNbd> fit = ParetoNbdFitter.fit(References.shop(), FitOptions.defaults());
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.customers()).isEqualTo(600);
        assertThat(fit.logLikelihood()).isEqualTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        assertThat(fit.aic()).isEqualTo(optimum.get("aic").asDouble(), within(1e-7));
        assertThat(fit.bic()).isEqualTo(optimum.get("bic").asDouble(), within(1e-7));
        for (int i = 0; i < 4; i++) {
            String name = fit.parameterNames().get(i);
            double estimate = optimum.get("params").get(name).asDouble();
            double error = optimum.get("standard_errors").get(name).asDouble();
            // the search ends when Newton's step is 1e-8 of each parameter
            assertThat(fit.estimates()[i]).as(name).isEqualTo(estimate, within(1e-7 * estimate));
            // the Hessian is taken there, not at the maximum itself
            assertThat(fit.standardErrors()[i]).as(name).isEqualTo(error, within(1e-6 * error));
            for (int j = 0; j < 4; j++) {
                double covariance = optimum.get("covariance").get(i).get(j).asDouble();
                assertThat(fit.covariance()[i][j]).isEqualTo(covariance, within(1e-6 * Math.abs(covariance)));
            }
        }
    }

    @Test
    void cdnow() throws IOException {
        Path data = References.shared("data/cdnow/cdnow_customers_summary_with_transactions.csv");
        assumeTrue(Files.exists(data), "CDNOW is not beside the working copy");
        JsonNode polished = new ObjectMapper()
                .readTree(References.shared("reference/lifetimes/paretonbd_cdnow.json")
                        .toFile())
                .get("polished_mle");
        PurchaseHistories histories = References.histories(References.csv(data), "x", "t_x", "T");
        Fit<ParetoNbd> fit = ParetoNbdFitter.fit(histories, FitOptions.defaults());
        assertThat(fit.logLikelihood())
                .isEqualTo(polished.get("total_log_likelihood").asDouble(), within(1e-7));
        for (int i = 0; i < 4; i++) {
            double estimate =
                    polished.get("params").get(fit.parameterNames().get(i)).asDouble();
            // the reference was polished by simplex search and quasi-Newton steps
            assertThat(fit.estimates()[i]).isEqualTo(estimate, within(1e-6 * estimate));
        }
        // Fader, Hardie and Lee (2005)
        assertThat(fit.estimates()[0]).isEqualTo(0.553, within(5e-4));
        assertThat(fit.estimates()[1]).isEqualTo(10.578, within(5e-4));
        assertThat(fit.estimates()[2]).isEqualTo(0.606, within(5e-4));
        assertThat(fit.estimates()[3]).isEqualTo(11.669, within(2e-3));
    }
}
