// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published figures, and the digits of the 40-digit points and the 160-bit maximum. */
class BgBbGoldenTest {
    /** Donations of a non-profit organisation, 1995 cohort, 1996 to 2001 (Fader, Hardie and Shang 2010, table 1): x, tx and how many. */
    private static final int[][] DONATIONS = {
        {6, 6, 1203}, {5, 6, 728}, {4, 6, 512}, {3, 6, 357}, {2, 6, 234}, {1, 6, 129}, {5, 5, 335}, {4, 5, 284},
        {3, 5, 225}, {2, 5, 173}, {1, 5, 119}, {4, 4, 240}, {3, 4, 181}, {2, 4, 155}, {1, 4, 78}, {3, 3, 322},
        {2, 3, 255}, {1, 3, 129}, {2, 2, 613}, {1, 2, 277}, {1, 1, 1091}, {0, 0, 3464}
    };

    @Test
    void thePublishedDonations() {
        int n = DONATIONS.length;
        int[] x = new int[n];
        int[] tx = new int[n];
        int[] opportunities = new int[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = DONATIONS[i][0];
            tx[i] = DONATIONS[i][1];
            opportunities[i] = 6;
            weight[i] = DONATIONS[i][2];
        }
        Fit<BgBb> fit = BgBbFitter.fit(OpportunityHistories.of(x, tx, opportunities, weight), FitOptions.defaults());
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.customers()).isEqualTo(11_104);
        // printed with three decimals and one
        assertThat(fit.estimates()).containsExactly(new double[] {1.204, 0.750, 0.657, 2.783}, offset(5e-4));
        assertThat(fit.logLikelihood()).isCloseTo(-33225.6, within(0.05));
    }

    @Test
    void theMaximumOfTheReference() throws IOException {
        List<Map<String, String>> rows = References.csv("donors/bgbb_predictions.csv");
        int n = rows.size();
        int[][] columns = new int[3][n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = Integer.parseInt(rows.get(i).get("x"));
            columns[1][i] = Integer.parseInt(rows.get(i).get("t_x"));
            columns[2][i] = Integer.parseInt(rows.get(i).get("n"));
            weight[i] = Double.parseDouble(rows.get(i).get("count"));
        }
        Fit<BgBb> fit = BgBbFitter.fit(
                OpportunityHistories.of(columns[0], columns[1], columns[2], weight), FitOptions.defaults());
        JsonNode optimum = References.json("donors/bgbb.json").get("optimum");
        for (int j = 0; j < 4; j++) {
            String name = fit.parameterNames().get(j);
            double expected = optimum.at("/params/" + name).asDouble();
            // the search ends at a relative step of 1e-8
            assertThat(fit.estimates()[j]).as(name).isCloseTo(expected, within(1e-8 * expected));
            double error = optimum.at("/standard_errors/" + name).asDouble();
            // the Hessian is a central difference of the gradient: 1e-9 relative, divided by its condition
            assertThat(fit.standardErrors()[j]).as(name).isCloseTo(error, within(1e-6 * error));
        }
        // sum of 5,000 terms
        assertThat(fit.logLikelihood()).isCloseTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        BgBb model = fit.model();
        for (Map<String, String> row : rows) {
            int x = Integer.parseInt(row.get("x"));
            int tx = Integer.parseInt(row.get("t_x"));
            // parameters differ by 1e-8 or less
            close(model.logLikelihood(x, tx, 8), row, "opt_log_likelihood", 1e-7);
            close(model.probabilityAlive(x, tx, 8), row, "opt_p_alive_at_n", 1e-7);
            close(model.probabilityAlive(x, tx, 8, 1), row, "opt_p_alive_at_n_plus_1", 1e-7);
            close(model.expectedTransactions(x, tx, 8, 4), row, "opt_expected_transactions_4", 1e-7);
            close(model.discountedResidualTransactions(x, tx, 8, 0.1), row, "opt_dert_10pct", 1e-7);
        }
    }

    private static void close(double actual, Map<String, String> row, String column, double relative) {
        double value = Double.parseDouble(row.get(column));
        assertThat(actual).as(column).isCloseTo(value, within(relative * Math.abs(value)));
    }

    /** At singular and extreme parameters too: sums of positive terms lose no more than a few of the last digits for each hundred of them. */
    @Test
    void theFortyDigitPoints() throws IOException {
        JsonNode points = References.json("points/bgbb.json").get("points");
        assertThat(points).hasSize(60);
        for (JsonNode point : points) {
            JsonNode p = point.get("parameters");
            BgBb model = BgBb.of(
                    p.get("alpha").asDouble(),
                    p.get("beta").asDouble(),
                    p.get("gamma").asDouble(),
                    p.get("delta").asDouble());
            int x = point.get("x").asInt();
            int tx = point.get("t_x").asInt();
            int n = point.get("n").asInt();
            int horizon = point.get("horizon").asInt();
            String where = "%s x %d tx %d n %d".formatted(model, x, tx, n);
            near(model.logLikelihood(x, tx, n), point, "log_likelihood", where);
            near(model.probabilityAlive(x, tx, n), point, "p_alive_at_n", where);
            near(model.probabilityAlive(x, tx, n, 1), point, "p_alive_at_n_plus_1", where);
            near(model.expectedTransactions(x, tx, n, horizon), point, "expected_transactions", where);
            near(model.expectedTransactions(horizon), point, "expected_transactions_new_customer", where);
            near(model.discountedResidualTransactions(x, tx, n, 0.1), point, "dert_0_1", where);
        }
    }

    private static void near(double actual, JsonNode point, String field, String where) {
        double expected = point.get(field).asDouble();
        // products of up to 1,000 factors, each rounded
        assertThat(actual).as(field + " at " + where).isCloseTo(expected, within(2e-13 * Math.abs(expected)));
    }
}
