// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the maximum found at 160 bits, and the published one. */
class GammaGammaGoldenTest {
    private static final Path SHOP = Path.of("../testkit/src/main/resources/fixtures/reference/shop");

    /** Rows of a comma-separated file, by the positions of a count and a mean; rows without repeat purchase left out. */
    private static SpendHistories histories(Path file, int count, int mean) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split(",", -1);
            if (cells[count].matches("[1-9][0-9]*")) {
                rows.add(cells);
            }
        }
        return SpendHistories.of(
                rows.stream().mapToInt(row -> Integer.parseInt(row[count])).toArray(),
                rows.stream().mapToDouble(row -> Double.parseDouble(row[mean])).toArray());
    }

    static SpendHistories shop() throws IOException {
        // customer_id,x,t_x,T,mean_repeat_spend
        return histories(SHOP.resolve("summary.csv"), 1, 4);
    }

    @Test
    void shopMaximum() throws IOException {
        JsonNode optimum =
                new ObjectMapper().readTree(SHOP.resolve("gg.json").toFile()).get("optimum");
        Fit<GammaGamma> fit = GammaGammaFitter.fit(shop(), FitOptions.defaults());
        assertThat(fit.customers()).isEqualTo(405);
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.logLikelihood()).isEqualTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        assertThat(fit.bic()).isEqualTo(optimum.get("bic").asDouble(), within(1e-8));
        for (int i = 0; i < 3; i++) {
            String name = fit.parameterNames().get(i);
            double estimate = optimum.get("params").get(name).asDouble();
            // the search ends when Newton's step is 1e-8 of each parameter
            assertThat(fit.estimates()[i]).as(name).isEqualTo(estimate, within(1e-7 * estimate));
            for (int j = 0; j < 3; j++) {
                double covariance = optimum.get("covariance").get(i).get(j).asDouble();
                // the Hessian is taken there, not at the maximum itself
                assertThat(fit.covariance()[i][j]).isEqualTo(covariance, within(1e-6 * Math.abs(covariance)));
            }
        }
    }

    @Test
    void shopCustomers() throws IOException {
        JsonNode reference = new ObjectMapper().readTree(SHOP.resolve("gg.json").toFile());
        JsonNode params = reference.get("optimum").get("params");
        GammaGamma model = GammaGamma.of(
                params.get("p").asDouble(),
                params.get("q").asDouble(),
                params.get("v").asDouble());
        // closed forms of four operations at parameters rounded to doubles
        assertThat(model.expectedSpend(0, 0))
                .isEqualTo(reference.get("population_mean_spend").asDouble(), within(1e-12 * 43));
        SpendHistories shop = shop();
        // 600 customers, 195 of them without repeat purchase
        double sum = 195 * model.expectedSpend(0, 0);
        for (int i = 0; i < shop.size(); i++) {
            sum += model.expectedSpend(shop.purchases(i), shop.mean(i));
        }
        assertThat(sum)
                .isEqualTo(reference.get("sum_expected_spend_all_customers").asDouble(), within(1e-8));
        List<String> rows = Files.readAllLines(SHOP.resolve("gg_predictions.csv"));
        for (String row : rows.subList(1, rows.size())) {
            // customer_id,x,mean_repeat_spend,opt_expected_spend
            String[] cells = row.split(",", -1);
            int n = Integer.parseInt(cells[1]);
            double expected = Double.parseDouble(cells[3]);
            assertThat(model.expectedSpend(n, n == 0 ? 0 : Double.parseDouble(cells[2])))
                    .isEqualTo(expected, within(1e-12 * expected));
        }
    }

    @Test
    void cdnow() throws IOException {
        // Surefire sets the property to nothing where the command line has none.
        String configured = System.getProperty("clv.shared", "");
        Path shared = Path.of(configured.isBlank() ? "../../shared" : configured);
        Path data = shared.resolve("data/cdnow/cdnow_customers_summary_with_transactions.csv");
        assumeTrue(Files.exists(data), "CDNOW is not beside the working copy");
        // ID,x,t_x,T,zbar
        Fit<GammaGamma> fit = GammaGammaFitter.fit(histories(data, 1, 4), FitOptions.defaults());
        assertThat(fit.customers()).isEqualTo(946);
        // lifetimes' optimum, polished by Newton's method
        assertThat(fit.logLikelihood()).isEqualTo(-4055.9232435028653, within(1e-8));
        assertThat(fit.estimates()[0]).isEqualTo(6.24880248970703, within(1e-6));
        assertThat(fit.estimates()[1]).isEqualTo(3.7445884532878, within(1e-6));
        assertThat(fit.estimates()[2]).isEqualTo(15.447748009470692, within(1e-6));
        // Fader and Hardie (2013) print 6.25, 3.74, 15.44 for the unrounded amounts
        assertThat(fit.estimates()[2]).isEqualTo(15.44, within(0.01));
    }
}
