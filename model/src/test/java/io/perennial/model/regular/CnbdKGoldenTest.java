// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at given parameters and maxima against references in 40 digits and 160 bits. */
class CnbdKGoldenTest {
    /** All sums are of positive terms, so only rounding remains. */
    private static final double RELATIVE = 1e-11;

    /** The last step is quadratic and the search ends when it is below 1e-8; the gradient's rounding limits the rest. */
    private static final double PARAMETERS = 1e-7;

    /** Sums over some hundred customers in double precision. */
    private static final double LIKELIHOOD = 1e-8;

    private static BetaGeometricCnbdK model(String name, int k, JsonNode p) {
        double r = p.get("r").asDouble();
        double alpha = p.get("alpha").asDouble();
        double a = p.get("a").asDouble();
        double b = p.get("b").asDouble();
        return name.startsWith("MBG")
                ? MbgCnbdK.of(TimeUnit.WEEK, k, r, alpha, a, b)
                : BgCnbdK.of(TimeUnit.WEEK, k, r, alpha, a, b);
    }

    @Test
    void ordinaryAndExtremePoints() throws IOException {
        JsonNode points = References.json("points/bgcnbdk.json").get("points");
        assertThat(points.size()).isEqualTo(82);
        for (JsonNode point : points) {
            BetaGeometricCnbdK model =
                    model(point.get("model").asText(), point.get("k").asInt(), point.get("parameters"));
            int x = point.get("x").asInt();
            double tx = point.get("t_x").asDouble();
            double T = point.get("T").asDouble();
            double horizon = point.get("horizon").asDouble();
            double logLikelihood = value(point, "log_likelihood");
            // sums of terms that cancel near zero: absolute there
            assertThat(model.logLikelihood(x, tx, T, point.get("litt").asDouble()))
                    .as(point.toString())
                    .isCloseTo(logLikelihood, within(RELATIVE * Math.max(1, Math.abs(logLikelihood))));
            agrees(model.probabilityAlive(x, tx, T), point, "p_alive");
            agrees(model.expectedTransactions(x, tx, T, horizon), point, "expected_transactions");
            agrees(model.expectedTransactions(horizon), point, "expected_transactions_new_customer");
        }
    }

    private static void agrees(double actual, JsonNode point, String name) {
        double expected = value(point, name);
        assertThat(actual)
                .as("%s of %s", name, point)
                // values below the normal doubles have few digits
                .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + Double.MIN_NORMAL));
    }

    private static double value(JsonNode node, String name) {
        return node.get(name).asDouble();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgcnbd", "mbgcnbd"})
    void maximaAtEveryK(String name) throws IOException {
        References.json("grocery/" + name + ".json")
                .get("optimum_by_k")
                .properties()
                .forEach(entry -> {
                    int k = Integer.parseInt(entry.getKey().substring(2));
                    agrees(fit(name, k), entry.getValue());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgcnbd", "mbgcnbd"})
    void theMostLikelyK(String name) throws IOException {
        Fit<? extends BetaGeometricCnbdK> fit = fit(name, 0);
        assertThat(fit.model().k()).isEqualTo(2);
        agrees(fit, References.json("grocery/" + name + ".json").get("optimum_by_k").get("k=2"));
    }

    private static Fit<? extends BetaGeometricCnbdK> fit(String name, int k) {
        try {
            PurchaseHistories histories = grocery();
            double intervals = logIntervals();
            FitOptions options = FitOptions.defaults();
            if (k == 0) {
                return name.equals("bgcnbd")
                        ? BgCnbdKFitter.fit(histories, intervals, options)
                        : MbgCnbdKFitter.fit(histories, intervals, options);
            }
            return name.equals("bgcnbd")
                    ? BgCnbdKFitter.fit(histories, intervals, k, options)
                    : MbgCnbdKFitter.fit(histories, intervals, k, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void agrees(Fit<? extends BetaGeometricCnbdK> fit, JsonNode optimum) {
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.parameterNames()).isEqualTo(List.of("r", "alpha", "a", "b"));
        for (int i = 0; i < 4; i++) {
            String name = fit.parameterNames().get(i);
            double expected = optimum.get("params").get(name).asDouble();
            assertThat(fit.estimates()[i]).isCloseTo(expected, within(PARAMETERS * expected));
            double error = optimum.get("standard_errors").get(name).asDouble();
            // second derivatives are analytic; errors of the parameters carry over
            assertThat(fit.standardErrors()[i]).isCloseTo(error, within(1e-6 * error));
        }
        assertThat(fit.logLikelihood()).isCloseTo(value(optimum, "log_likelihood"), within(LIKELIHOOD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgcnbd", "mbgcnbd"})
    void groceryCustomersAtTheMaximum(String name) throws IOException {
        JsonNode reference = References.json("grocery/" + name + ".json");
        JsonNode optimum = reference.get("optimum_by_k").get("k=2");
        BetaGeometricCnbdK model = model(name.equals("bgcnbd") ? "BG" : "MBG", 2, optimum.get("params"));
        for (Map<String, String> row : References.csv("grocery/" + name + "_predictions.csv")) {
            int x = Integer.parseInt(row.get("x"));
            double tx = Double.parseDouble(row.get("t_x"));
            double T = Double.parseDouble(row.get("T"));
            // the references stem from parameters with more digits than a double: 1e-11
            near(model.logLikelihood(x, tx, T, number(row, "litt")), number(row, "opt_log_likelihood"));
            near(model.probabilityAlive(x, tx, T), number(row, "opt_p_alive"));
            near(model.expectedTransactions(x, tx, T, 52), number(row, "opt_expected_transactions_52_exact"));
        }
        reference
                .get("expected_transactions_new_customer_at_optimum")
                .properties()
                .forEach(entry -> near(
                        model.expectedTransactions(Double.parseDouble(entry.getKey())),
                        entry.getValue().asDouble()));
        PurchaseForecast forecast = model.forecast(grocery(), 52, DiscountRate.NONE);
        JsonNode sums = reference.get("aggregates_at_optimum_best_k");
        near(Arrays.stream(forecast.pAlive()).sum(), value(sums, "sum_p_alive"));
        near(Arrays.stream(forecast.expected()).sum(), value(sums, "sum_expected_transactions_52"));
    }

    private static void near(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    static PurchaseHistories grocery() throws IOException {
        return References.histories(References.csv("grocery/summary.csv"), "x", "t_x", "T");
    }

    static double logIntervals() throws IOException {
        return References.csv("grocery/summary.csv").stream()
                .mapToDouble(row -> number(row, "litt"))
                .sum();
    }
}
