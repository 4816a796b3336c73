// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maxima against those found in 160-bit arithmetic, and against published ones. */
class BetaGeometricFitGoldenTest {
    /** The last step is quadratic and the search ends when it is below 1e-8; the gradient's rounding limits the rest. */
    private static final double PARAMETERS = 1e-7;

    /** Sums over some thousand customers in double precision. */
    private static final double LIKELIHOOD = 1e-8;

    /** Second derivatives are analytic; errors of the parameters carry over once. */
    private static final double ERRORS = 1e-6;

    private static Fit<? extends BetaGeometricNbd> fit(String name, PurchaseHistories histories) {
        return name.equals("bgnbd")
                ? BgNbdFitter.fit(histories, FitOptions.defaults())
                : MbgNbdFitter.fit(histories, FitOptions.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void shop(String name) throws IOException {
        JsonNode optimum = References.json("shop/" + name + ".json").get("optimum");
        Fit<? extends BetaGeometricNbd> fit = fit(name, References.shop());
        agrees(fit, optimum.get("params"), optimum.get("log_likelihood").asDouble());
        int i = 0;
        for (JsonNode error : optimum.get("standard_errors")) {
            assertThat(fit.standardErrors()[i]).isCloseTo(error.asDouble(), within(ERRORS * error.asDouble()));
            i++;
        }
        covarianceAgrees(fit, optimum.get("covariance"));
        assertThat(fit.aic()).isCloseTo(optimum.get("aic").asDouble(), within(LIKELIHOOD));
        assertThat(fit.bic()).isCloseTo(optimum.get("bic").asDouble(), within(LIKELIHOOD));
    }

    /** Grocery orders of the fixtures, bought at regular intervals: the models are wrong there, the maxima are not. */
    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void grocery(String name) throws IOException {
        Path folder = References.shared("reference/fixtures/reference/grocery");
        assumeTrue(Files.exists(folder), "needs " + folder);
        JsonNode optimum = new ObjectMapper()
                .readTree(folder.resolve(name.replace("bgnbd", "bgcnbd") + ".json")
                        .toFile())
                .get("optimum_by_k")
                .get("k=1");
        PurchaseHistories histories =
                References.histories(References.csv(folder.resolve("summary.csv")), "x", "t_x", "T");
        Fit<? extends BetaGeometricNbd> fit = fit(name, histories);
        agrees(fit, optimum.get("params"), optimum.get("log_likelihood").asDouble());
        covarianceAgrees(fit, optimum.get("covariance"));
    }

    /** Fader, Hardie and Lee (2005), table 2: 0.243, 4.414, 0.793, 2.426, log-likelihood -9582.4; beside them our digits. */
    @Test
    void cdnowAsPublished() throws IOException {
        Fit<BgNbd> fit = BgNbdFitter.fit(cdnow(), FitOptions.defaults());
        assertThat(fit.model().r()).isCloseTo(0.243, within(5e-4)).isCloseTo(0.24259290720, within(1e-9));
        assertThat(fit.model().alpha()).isCloseTo(4.414, within(5e-4)).isCloseTo(4.4135315612, within(1e-8));
        assertThat(fit.model().a()).isCloseTo(0.793, within(5e-4)).isCloseTo(0.79288614810, within(1e-8));
        assertThat(fit.model().b()).isCloseTo(2.426, within(5e-4)).isCloseTo(2.4257534365, within(1e-7));
        assertThat(fit.logLikelihood()).isCloseTo(-9582.4, within(0.05)).isCloseTo(-9582.4255605674, within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void cdnowPolished(String name) throws IOException {
        Path file = References.shared("reference/lifetimes/" + name + "_cdnow.json");
        assumeTrue(Files.exists(file), "needs " + file);
        JsonNode polished = new ObjectMapper().readTree(file.toFile()).get("polished_mle");
        Fit<? extends BetaGeometricNbd> fit = fit(name, cdnow());
        agrees(fit, polished.get("params"), polished.get("total_log_likelihood").asDouble());
        covarianceAgrees(fit, polished.get("covariance"));
    }

    private static PurchaseHistories cdnow() throws IOException {
        Path file = References.shared("data/cdnow/cdnow_customers_summary_with_transactions.csv");
        assumeTrue(Files.exists(file), "needs " + file);
        PurchaseHistories histories = References.histories(References.csv(file), "x", "t_x", "T");
        assertThat(histories.timeUnit()).isEqualTo(TimeUnit.WEEK);
        return histories;
    }

    private static void agrees(Fit<? extends BetaGeometricNbd> fit, JsonNode parameters, double logLikelihood) {
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.parameterNames()).isEqualTo(List.of("r", "alpha", "a", "b"));
        for (int i = 0; i < 4; i++) {
            double expected = parameters.get(fit.parameterNames().get(i)).asDouble();
            assertThat(fit.estimates()[i]).isCloseTo(expected, within(PARAMETERS * expected));
        }
        assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(LIKELIHOOD));
    }

    private static void covarianceAgrees(Fit<? extends BetaGeometricNbd> fit, JsonNode covariance) {
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double expected = covariance.get(i).get(j).asDouble();
                assertThat(fit.covariance()[i][j]).isCloseTo(expected, within(ERRORS * Math.abs(expected)));
            }
        }
    }
}
