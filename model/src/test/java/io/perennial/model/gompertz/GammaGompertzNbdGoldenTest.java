// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values at given parameters against 40-digit references and published tables. */
class GammaGompertzNbdGoldenTest {
    /** Quadrature is made for 1e-13; exponents up to a thousand cost another digit. */
    private static final double RELATIVE = 1e-11;

    private static GammaGompertzNbd model(JsonNode parameters) {
        return GammaGompertzNbd.of(
                TimeUnit.WEEK,
                parameters.get("r").asDouble(),
                parameters.get("alpha").asDouble(),
                parameters.get("b").asDouble(),
                parameters.get("s").asDouble(),
                parameters.get("beta").asDouble());
    }

    private static Offset<Double> relative(double value) {
        // 1e-320: results below the normal doubles have fewer digits by nature
        return within(Math.max(1e-320, RELATIVE * Math.abs(value)));
    }

    private static DiscountRate continuous(double delta) {
        return DiscountRate.annual(Math.expm1(delta * TimeUnit.WEEK.perYear()));
    }

    @Test
    void ordinaryAndExtremePoints() throws IOException {
        JsonNode points = References.json("points/ggomnbd.json").get("points");
        assertThat(points).hasSize(61);
        for (JsonNode point : points) {
            GammaGompertzNbd model = model(point.get("parameters"));
            int x = point.get("x").asInt();
            double tx = point.get("t_x").asDouble();
            double T = point.get("T").asDouble();
            double horizon = point.get("horizon").asDouble();
            String where = point.toString();
            double logLikelihood = point.get("log_likelihood").asDouble();
            assertThat(model.logLikelihood(x, tx, T))
                    .as(where)
                    // 1e-20: a customer seen for no time has likelihood 1 to the last digit
                    .isCloseTo(logLikelihood, within(Math.max(1e-20, RELATIVE * Math.abs(logLikelihood))));
            check(model.probabilityAlive(x, tx, T), point, "p_alive");
            check(model.expectedTransactions(x, tx, T, horizon), point, "expected_transactions");
            check(model.expectedTransactions(horizon), point, "expected_transactions_new_customer");
            check(
                    model.discountedResidualTransactions(x, tx, T, continuous(Math.log(1.1) / 52)),
                    point,
                    "dert_ln1_1_over_52");
        }
    }

    private static void check(double actual, JsonNode point, String field) {
        double expected = point.get(field).asDouble();
        assertThat(actual).as(field + " of " + point).isCloseTo(expected, relative(expected));
    }

    @Test
    void shopCustomersAtTheMaximum() throws IOException {
        JsonNode reference = References.json("shop/ggomnbd.json");
        GammaGompertzNbd model = model(reference.get("optimum").get("params"));
        for (Map<String, String> row : References.csv("shop/ggomnbd_predictions.csv")) {
            int x = Integer.parseInt(row.get("x"));
            double tx = Double.parseDouble(row.get("t_x"));
            double T = Double.parseDouble(row.get("T"));
            check(model.logLikelihood(x, tx, T), row, "opt_log_likelihood");
            check(model.probabilityAlive(x, tx, T), row, "opt_p_alive");
            check(model.expectedTransactions(x, tx, T, 26), row, "opt_expected_transactions_26");
            check(model.discountedResidualTransactions(x, tx, T, continuous(Math.log(1.1) / 52)), row, "opt_dert");
        }
        reference
                .get("expected_transactions_new_customer_at_optimum")
                .properties()
                .forEach(entry -> assertThat(model.expectedTransactions(Double.parseDouble(entry.getKey())))
                        .isCloseTo(
                                entry.getValue().asDouble(),
                                relative(entry.getValue().asDouble())));
        PurchaseForecast forecast = model.forecast(References.shop(), 26, DiscountRate.NONE);
        JsonNode sums = reference.get("aggregates_at_optimum");
        assertThat(Arrays.stream(forecast.pAlive()).sum())
                .isCloseTo(sums.get("sum_p_alive").asDouble(), within(1e-8));
        assertThat(Arrays.stream(forecast.expected()).sum())
                .isCloseTo(sums.get("sum_expected_transactions_26").asDouble(), within(1e-8));
    }

    private static void check(double actual, Map<String, String> row, String field) {
        double expected = Double.parseDouble(row.get(field));
        assertThat(actual).as(field + " of " + row).isCloseTo(expected, relative(expected));
    }

    @Test
    void purchaseCountsOfNewCustomers() throws IOException {
        GammaGompertzNbd model =
                model(References.json("shop/ggomnbd.json").get("optimum").get("params"));
        for (Map<String, String> row : References.csv("shop/ggomnbd_pmf.csv")) {
            double[] distribution = model.transactionDistribution(Double.parseDouble(row.get("t")), 5);
            for (int n = 0; n <= 5; n++) {
                check(distribution[n], row, "opt_p" + n);
            }
        }
    }
}
