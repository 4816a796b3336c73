// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at given parameters against 40-digit references. */
class BetaGeometricGoldenTest {
    /** Well below what the references' conditioning allows: all terms are positive, so only rounding remains. */
    private static final double RELATIVE = 1e-12;

    static BetaGeometricNbd model(String name, double r, double alpha, double a, double b) {
        return name.equals("bgnbd")
                ? BgNbd.of(TimeUnit.WEEK, r, alpha, a, b)
                : MbgNbd.of(TimeUnit.WEEK, r, alpha, a, b);
    }

    static BetaGeometricNbd model(String name, JsonNode parameters) {
        return model(
                name,
                parameters.get("r").asDouble(),
                parameters.get("alpha").asDouble(),
                parameters.get("a").asDouble(),
                parameters.get("b").asDouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void ordinaryAndExtremePoints(String name) throws IOException {
        JsonNode points = References.json("points/" + name + ".json").get("points");
        assertThat(points.size()).isEqualTo(61);
        for (JsonNode point : points) {
            BetaGeometricNbd model = model(name, point.get("parameters"));
            int x = point.get("x").asInt();
            double tx = point.get("t_x").asDouble();
            double T = point.get("T").asDouble();
            double horizon = point.get("horizon").asDouble();
            String where = point.toString();
            double logLikelihood = point.get("log_likelihood").asDouble();
            // sums of terms that cancel near zero: absolute there
            assertThat(model.logLikelihood(x, tx, T))
                    .as(where)
                    .isCloseTo(logLikelihood, within(RELATIVE * Math.max(1, Math.abs(logLikelihood))));
            assertThat(model.probabilityAlive(x, tx, T))
                    .as(where)
                    .isCloseTo(value(point, "p_alive"), near(point, "p_alive"));
            assertThat(model.expectedTransactions(x, tx, T, horizon))
                    .as(where)
                    .isCloseTo(value(point, "expected_transactions"), near(point, "expected_transactions"));
            assertThat(model.expectedTransactions(horizon))
                    .as(where)
                    .isCloseTo(
                            value(point, "expected_transactions_new_customer"),
                            near(point, "expected_transactions_new_customer"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void shopCustomersAtTheMaximum(String name) throws IOException {
        JsonNode reference = References.json("shop/" + name + ".json");
        BetaGeometricNbd model = model(name, reference.get("optimum").get("params"));
        for (Map<String, String> row : References.csv("shop/" + name + "_predictions.csv")) {
            int x = Integer.parseInt(row.get("x"));
            double tx = Double.parseDouble(row.get("t_x"));
            double T = Double.parseDouble(row.get("T"));
            // the references stem from parameters with more digits than a double: 1e-12
            assertThat(model.logLikelihood(x, tx, T))
                    .isCloseTo(number(row, "opt_log_likelihood"), relative(row, "opt_log_likelihood"));
            assertThat(model.probabilityAlive(x, tx, T))
                    .isCloseTo(number(row, "opt_p_alive"), relative(row, "opt_p_alive"));
            assertThat(model.expectedTransactions(x, tx, T, 26))
                    .isCloseTo(
                            number(row, "opt_expected_transactions_26"), relative(row, "opt_expected_transactions_26"));
        }
        reference
                .get("expected_transactions_new_customer_at_optimum")
                .properties()
                .forEach(entry -> assertThat(model.expectedTransactions(Double.parseDouble(entry.getKey())))
                        .isCloseTo(
                                entry.getValue().asDouble(),
                                within(1e-11 * entry.getValue().asDouble())));
        PurchaseHistories histories = References.shop();
        PurchaseForecast forecast = model.forecast(histories, 26, DiscountRate.NONE);
        JsonNode sums = reference.get("aggregates_at_optimum");
        assertThat(Arrays.stream(forecast.pAlive()).sum())
                .isCloseTo(value(sums, "sum_p_alive"), near(sums, "sum_p_alive"));
        assertThat(Arrays.stream(forecast.expected()).sum())
                .isCloseTo(value(sums, "sum_expected_transactions_26"), near(sums, "sum_expected_transactions_26"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgnbd"})
    void purchaseCountsOfNewCustomers(String name) throws IOException {
        BetaGeometricNbd model = model(
                name, References.json("shop/" + name + ".json").get("optimum").get("params"));
        for (Map<String, String> row : References.csv("shop/" + name + "_pmf.csv")) {
            double[] distribution = model.transactionDistribution(Double.parseDouble(row.get("t")), 5);
            for (int n = 0; n <= 5; n++) {
                assertThat(distribution[n]).isCloseTo(number(row, "opt_p" + n), relative(row, "opt_p" + n));
            }
        }
    }

    /** Variance, discounted sums and counts of known customers, by other formulas in 30 digits. */
    @Test
    void futureOfKnownCustomers() throws IOException {
        JsonNode reference = References.json("points/beta_geometric_future.json");
        DiscountRate rate = DiscountRate.annual(reference.get("annual_rate").asDouble());
        for (JsonNode point : reference.get("points")) {
            JsonNode p = point.get("parameters");
            BetaGeometricNbd model = model(
                    point.get("model").asText(),
                    p.get(0).asDouble(),
                    p.get(1).asDouble(),
                    p.get(2).asDouble(),
                    p.get(3).asDouble());
            int x = point.get("x").asInt();
            double tx = value(point, "t_x");
            double T = value(point, "T");
            double horizon = value(point, "horizon");
            String where = point.toString();
            assertThat(model.expectedTransactions(x, tx, T, horizon))
                    .as(where)
                    .isCloseTo(value(point, "expected"), near(point, "expected"));
            assertThat(model.transactionVariance(x, tx, T, horizon))
                    .as(where)
                    .isCloseTo(value(point, "variance"), near(point, "variance"));
            assertThat(model.discountedTransactions(x, tx, T, horizon, rate))
                    .as(where)
                    .isCloseTo(value(point, "discounted"), near(point, "discounted"));
            assertThat(model.discountedResidualTransactions(x, tx, T, rate))
                    .as(where)
                    .isCloseTo(value(point, "residual"), near(point, "residual"));
            double[] counts = model.transactionDistribution(x, tx, T, horizon, 6);
            for (int n = 0; n <= 6; n++) {
                double expected = point.get("counts").get(n).asDouble();
                assertThat(counts[n]).as(where).isCloseTo(expected, within(RELATIVE * expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void cdnowCustomersRealAndExtreme(String name) throws IOException {
        Path file = References.shared("reference/lifetimes/" + name + "_cdnow.json");
        assumeTrue(Files.exists(file), "needs " + file);
        JsonNode reference = new ObjectMapper().readTree(file.toFile());
        BetaGeometricNbd model = model(name, reference.get("params"));
        for (String group : new String[] {"customers", "extreme_customers"}) {
            for (JsonNode customer : reference.get(group)) {
                int x = customer.get("frequency").asInt();
                double tx = customer.get("recency").asDouble();
                double T = customer.get("T").asDouble();
                String where = customer.toString();
                double likelihood = value(customer, "log_likelihood_mpmath");
                assertThat(model.logLikelihood(x, tx, T))
                        .as(where)
                        .isCloseTo(likelihood, within(RELATIVE * Math.max(1, Math.abs(likelihood))));
                assertThat(model.probabilityAlive(x, tx, T))
                        .as(where)
                        .isCloseTo(
                                value(customer, "probability_alive_mpmath"),
                                near(customer, "probability_alive_mpmath"));
                assertThat(model.expectedTransactions(x, tx, T, 39))
                        .as(where)
                        .isCloseTo(
                                value(customer, "conditional_expected_purchases_mpmath"),
                                near(customer, "conditional_expected_purchases_mpmath"));
            }
        }
    }

    /** Points at which a widely used library returns NaN, negative or wrong expectations: relative error, its value, 40-digit value, parameters, history. */
    @ParameterizedTest
    @ValueSource(strings = {"bgnbd", "mbgnbd"})
    void whereOthersFail(String name) throws IOException {
        Path file = References.shared("reference/lifetimes/numerical_traps.json");
        assumeTrue(Files.exists(file), "needs " + file);
        JsonNode traps = new ObjectMapper().readTree(file.toFile()).get(name.replace("nbd", ""));
        for (String group : new String[] {"examples_nan", "examples_bad"}) {
            assertThat(traps.get(group)).isNotEmpty();
            for (JsonNode trap : traps.get(group)) {
                JsonNode p = new ObjectMapper().readTree(trap.get(3).asText());
                BetaGeometricNbd model = model(
                        name,
                        p.get(0).asDouble(),
                        p.get(1).asDouble(),
                        p.get(2).asDouble(),
                        p.get(3).asDouble());
                double actual = model.expectedTransactions(
                        trap.get(4).asInt(),
                        trap.get(5).asDouble(),
                        trap.get(6).asDouble(),
                        trap.get(7).asDouble());
                double expected = trap.get(2).asDouble();
                assertThat(actual).as(trap.toString()).isCloseTo(expected, within(RELATIVE * expected));
            }
        }
    }

    private static double value(JsonNode point, String field) {
        return point.get(field).asDouble();
    }

    /** Below the doubles the answer is 0 or subnormal. */
    private static Offset<Double> near(JsonNode point, String field) {
        return within(Math.max(RELATIVE * Math.abs(value(point, field)), 1e-320));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static Offset<Double> relative(Map<String, String> row, String column) {
        return within(1e-11 * Math.abs(number(row, column)));
    }
}
