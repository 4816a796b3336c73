// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maxima and predictions against those found at 160 bits. */
class CovariateGoldenTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pnbd_static", "bgnbd_static"})
    void maximumAndPredictions(String name) throws IOException {
        Shop shop = Shop.read();
        JsonNode reference = References.json("shop_cov/" + name + ".json");
        CovariateFit<? extends CovariateModel<? extends PurchaseModel>> found = fit(name, shop);
        Fit<? extends CovariateModel<? extends PurchaseModel>> fit = found.fit();
        assertThat(fit.diagnoses()).isEmpty();
        assertThat(fit.converged()).isTrue();
        checkOptimum(fit, reference.get("optimum"));
        assertThat(found.aic()).isEqualTo(reference.get("optimum").get("aic").asDouble(), within(1e-7));
        // the fixture's discounting counts 52 weeks to a year
        DiscountRate rate = DiscountRate.annual(
                Math.expm1(reference.get("continuous_discount_rate").asDouble() * TimeUnit.WEEK.perYear()));
        PurchaseForecast forecast =
                fit.model().forecast(shop.histories(), shop.covariates(), shop.covariates(), 26, rate);
        JsonNode sums = reference.get("aggregates_at_optimum");
        // sums move by 1e-7 with the last Newton step
        assertThat(Arrays.stream(forecast.pAlive()).sum())
                .isEqualTo(sums.get("sum_p_alive").asDouble(), within(1e-5));
        assertThat(Arrays.stream(forecast.expected()).sum())
                .isEqualTo(sums.get("sum_expected_transactions_26").asDouble(), within(1e-5));
        for (Map<String, String> row : References.csv("shop_cov/" + name + "_predictions.csv")) {
            checkCustomer(shop, fit.model(), row, rate);
        }
    }

    private static CovariateFit<? extends CovariateModel<? extends PurchaseModel>> fit(String name, Shop shop) {
        CovariateOptions options = CovariateOptions.defaults();
        return name.startsWith("pnbd")
                ? CovariateFitter.fit(
                        CovariateFamily.paretoNbd(), shop.histories(), shop.covariates(), shop.covariates(), options)
                : CovariateFitter.fit(
                        CovariateFamily.bgNbd(), shop.histories(), shop.covariates(), shop.covariates(), options);
    }

    /** Names in the fixture are life and trans for our dropout and purchase. */
    static void checkOptimum(Fit<?> fit, JsonNode optimum) {
        assertThat(fit.logLikelihood()).isEqualTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        JsonNode order = optimum.get("order");
        int n = order.size();
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            String name = order.get(i).asText().replace("life.", "dropout.").replace("trans.", "purchase.");
            place[i] = fit.parameterNames().indexOf(name);
            double estimate = optimum.get("params").get(order.get(i).asText()).asDouble();
            double error =
                    optimum.get("standard_errors").get(order.get(i).asText()).asDouble();
            // the search ends when Newton's step is 1e-8 in each logarithm
            assertThat(fit.estimates()[place[i]]).as(name).isEqualTo(estimate, within(1e-6 * Math.abs(estimate)));
            assertThat(fit.standardErrors()[place[i]]).as(name).isEqualTo(error, within(1e-6 * error));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double covariance = optimum.get("covariance").get(i).get(j).asDouble();
                // beside the errors, because some covariances are small differences
                double scale = fit.standardErrors()[place[i]] * fit.standardErrors()[place[j]];
                assertThat(fit.covariance()[place[i]][place[j]]).isEqualTo(covariance, within(1e-6 * scale));
            }
        }
    }

    private static void checkCustomer(
            Shop shop, CovariateModel<? extends PurchaseModel> fitted, Map<String, String> row, DiscountRate rate) {
        String customer = row.getOrDefault("customer_id", "");
        double[] z = shop.covariates().row(shop.row(customer));
        PurchaseModel model = fitted.customer(z, z);
        int x = (int) value(row, "x");
        double tx = value(row, "t_x");
        double T = value(row, "T");
        // values move by 1e-7 with the last Newton step
        close(model.logLikelihood(x, tx, T), value(row, "opt_log_likelihood"), customer);
        close(model.probabilityAlive(x, tx, T), value(row, "opt_p_alive"), customer);
        close(model.expectedTransactions(x, tx, T, 26), value(row, "opt_expected_transactions_26"), customer);
        if (row.containsKey("opt_dert")) {
            close(model.discountedResidualTransactions(x, tx, T, rate), value(row, "opt_dert"), customer);
        }
    }

    private static void close(double actual, double expected, String what) {
        assertThat(actual).as(what).isEqualTo(expected, within(1e-6 * Math.abs(expected)));
    }

    static double value(Map<String, String> row, String name) {
        return Double.parseDouble(row.getOrDefault(name, ""));
    }

    /** So flat a maximum that parameters are asked for to 1e-4 only; the log-likelihood is not. */
    @Test
    void gammaGompertz() throws IOException {
        Shop shop = Shop.read();
        JsonNode optimum = References.json("shop_cov/ggomnbd_static.json").get("optimum");
        Fit<?> fit = CovariateFitter.fit(
                        CovariateFamily.gammaGompertzNbd(),
                        shop.histories(),
                        shop.covariates(),
                        shop.covariates(),
                        CovariateOptions.defaults())
                .fit();
        assertThat(fit.logLikelihood()).isEqualTo(optimum.get("log_likelihood").asDouble(), within(1e-8));
        for (int i = 0; i < fit.estimates().length; i++) {
            String name =
                    fit.parameterNames().get(i).replace("dropout.", "life.").replace("purchase.", "trans.");
            double estimate = optimum.get("params").get(name).asDouble();
            assertThat(fit.estimates()[i]).as(name).isEqualTo(estimate, within(1e-4 * Math.abs(estimate)));
        }
    }
}
