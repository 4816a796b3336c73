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

/** Values at given parameters against 40-digit references and published tables. */
class ParetoNbdGoldenTest {
    /** Quadrature is made for 1e-13; exponents up to a thousand cost another digit. */
    private static final double RELATIVE = 1e-11;

    private static ParetoNbd model(JsonNode parameters) {
        return ParetoNbd.of(
                TimeUnit.WEEK,
                parameters.get("r").asDouble(),
                parameters.get("alpha").asDouble(),
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
        JsonNode points = References.json("points/pnbd.json").get("points");
        assertThat(points).hasSize(61);
        for (JsonNode point : points) {
            ParetoNbd model = model(point.get("parameters"));
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
            check(model.discountedResidualTransactions(x, tx, T, continuous(0.1)), point, "dert_0_1");
            check(model.discountedResidualTransactions(x, tx, T, continuous(1e-6)), point, "dert_1e_6");
        }
    }

    private static void check(double actual, JsonNode point, String field) {
        double expected = point.get(field).asDouble();
        assertThat(actual).as(field + " of " + point).isCloseTo(expected, relative(expected));
    }

    @Test
    void shopCustomersAtTheMaximum() throws IOException {
        JsonNode reference = References.json("shop/pnbd.json");
        ParetoNbd model = model(reference.get("optimum").get("params"));
        for (Map<String, String> row : References.csv("shop/pnbd_predictions.csv")) {
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
        ParetoNbd model = model(References.json("shop/pnbd.json").get("optimum").get("params"));
        for (Map<String, String> row : References.csv("shop/pnbd_pmf.csv")) {
            double[] distribution = model.transactionDistribution(Double.parseDouble(row.get("t")), 5);
            for (int n = 0; n <= 5; n++) {
                check(distribution[n], row, "opt_p" + n);
            }
        }
    }

    @Test
    void publishedDiscountedTransactions() {
        // Fader, Hardie and Lee (2005), CDNOW over 78 weeks, at the parameters and the rate they print; recomputed
        // digits
        ParetoNbd model = ParetoNbd.of(TimeUnit.WEEK, 0.5629966, 12.5590370, 0.4081095, 10.5148048);
        double[] recent = {
            2.1991554497, 2.8435344061, 2.8671283912, 2.4454100786, 1.8405019245,
            1.2624164717, 0.8096181195, 0.4948036194, 0.2920247016, 0.1679275086
        };
        DiscountRate rate = continuous(0.0027);
        // printed to ten decimals
        assertThat(model.discountedResidualTransactions(7, 35, 77.86, rate)).isEqualTo(1.864183328, within(1e-9));
        for (int x = 1; x <= 10; x++) {
            assertThat(model.discountedResidualTransactions(x, 30, 77.86, rate)).isEqualTo(recent[x - 1], within(1e-9));
        }
    }

    @Test
    void publishedWalkthrough() {
        ParetoNbd model = ParetoNbd.of(TimeUnit.WEEK, 0.55, 10.58, 0.61, 11.67);
        // the last frequency that underflows in one peer, and the first after it; T = tx = 200
        assertThat(model.expectedTransactions(132, 200, 200, 10)).isEqualTo(6.206051788963242, within(1e-12));
        assertThat(model.expectedTransactions(133, 200, 200, 10)).isEqualTo(6.252872247574811, within(1e-12));
        ParetoNbd surely = ParetoNbd.of(TimeUnit.DAY, 0.5143, 2.8845, 0.2856, 14.1087);
        int[] x = {221, 254, 161, 204};
        double[] tx = {103.42857, 97.14286, 94.71429, 98.57143};
        double[] T = {103.57143, 97.28571, 98, 99.42857};
        for (int i = 0; i < x.length; i++) {
            assertThat(surely.probabilityAlive(x[i], tx[i], T[i])).isBetween(0.0, 1.0);
        }
    }

    @Test
    void cdnowCustomersRealAndExtreme() throws IOException {
        Path file = References.shared("reference/lifetimes/paretonbd_cdnow.json");
        assumeTrue(Files.exists(file), "reference results beside the working copy are not here");
        JsonNode reference = new ObjectMapper().readTree(file.toFile());
        ParetoNbd model = model(reference.get("params"));
        for (String list : new String[] {"customers", "extreme_customers"}) {
            for (JsonNode customer : reference.get(list)) {
                int x = customer.get("frequency").asInt();
                double tx = customer.get("recency").asDouble();
                double T = customer.get("T").asDouble();
                checkAgain(model.logLikelihood(x, tx, T), customer, "log_likelihood_mpmath");
                checkAgain(model.probabilityAlive(x, tx, T), customer, "probability_alive_mpmath");
                checkAgain(model.expectedTransactions(x, tx, T, 39), customer, "conditional_expected_purchases_mpmath");
            }
        }
        // conditional count distribution by the peer's own hypergeometric sums: ten digits
        double[] distribution = model.transactionDistribution(2, 30.43, 38.86, 39, 10);
        JsonNode counts = reference.get("probability_n_purchases");
        for (int n = 0; n <= 10; n++) {
            String field = "cond,n=%d,t=39,x=2,tx=30.43,T=38.86".formatted(n);
            assertThat(distribution[n]).isCloseTo(counts.get(field).asDouble(), within(1e-10));
        }
    }

    private static void checkAgain(double actual, JsonNode customer, String field) {
        if (customer.hasNonNull(field) && customer.get(field).isNumber()) {
            check(actual, customer, field);
        }
    }
}
