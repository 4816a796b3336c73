// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maxima and predictions with weekly covariates against those found with 80-bit numbers. */
class TimeVaryingGoldenTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pnbd_dynamic2", "pnbd_dynamic4"})
    void maximumAndPredictions(String name) throws IOException {
        Shop shop = Shop.read();
        TimedHistories data = shop.timed();
        List<String> names = name.endsWith("2")
                ? List.of("marketing", "high_season")
                : List.of("marketing", "high_season", "gender", "channel_paid");
        JsonNode reference = References.json("shop_cov/" + name + ".json");
        CovariateFit<TimeVaryingParetoNbd> found =
                TimeVaryingFitter.fit(data, names, names, CovariateOptions.defaults());
        Fit<TimeVaryingParetoNbd> fit = found.fit();
        assertThat(fit.diagnoses()).isEmpty();
        CovariateGoldenTest.checkOptimum(fit, reference.get("optimum"));
        assertThat(fit.model().diagnoses(data, 26)).isEmpty();
        DiscountRate rate = DiscountRate.annual(
                Math.expm1(reference.get("continuous_discount_rate").asDouble() * TimeUnit.WEEK.perYear()));
        PurchaseForecast forecast = fit.model().forecast(data, 26, rate);
        JsonNode sums = reference.get("aggregates_at_optimum");
        // sums move by 1e-7 with the last Newton step
        assertThat(Arrays.stream(forecast.pAlive()).sum())
                .isEqualTo(sums.get("sum_p_alive").asDouble(), within(1e-5));
        assertThat(Arrays.stream(forecast.expected()).sum())
                .isEqualTo(sums.get("sum_expected_transactions_26").asDouble(), within(1e-5));
        assertThat(Arrays.stream(forecast.discounted()).sum())
                .isEqualTo(sums.get("sum_discounted_expected_transactions_26").asDouble(), within(1e-5));
        for (Map<String, String> row : References.csv("shop_cov/" + name + "_predictions.csv")) {
            int i = shop.row(row.getOrDefault("customer_id", ""));
            close(fit.model().logLikelihood(data, i), CovariateGoldenTest.value(row, "opt_log_likelihood"), 1e-6);
            close(forecast.pAlive()[i], CovariateGoldenTest.value(row, "opt_p_alive"), 1e-6);
            close(forecast.expected()[i], CovariateGoldenTest.value(row, "opt_expected_transactions_26"), 1e-6);
            close(
                    forecast.discounted()[i],
                    CovariateGoldenTest.value(row, "opt_discounted_expected_transactions_26"),
                    1e-6);
        }
        checkFixedParameters(shop, data, reference, names);
    }

    /** At given parameters there is no search whose end could differ. */
    private static void checkFixedParameters(Shop shop, TimedHistories data, JsonNode reference, List<String> names)
            throws IOException {
        JsonNode fixed = reference.get("fixed_parameters");
        ParetoNbd base = ParetoNbd.of(
                TimeUnit.WEEK,
                fixed.get("r").asDouble(),
                fixed.get("alpha").asDouble(),
                fixed.get("s").asDouble(),
                fixed.get("beta").asDouble());
        TimeVaryingParetoNbd model =
                TimeVaryingParetoNbd.of(base, effect(fixed, "trans.", names), effect(fixed, "life.", names));
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            sum += model.logLikelihood(data, i);
        }
        assertThat(sum)
                .isEqualTo(reference.get("log_likelihood_at_fixed_parameters").asDouble(), within(1e-8));
        for (Map<String, String> row :
                References.csv("shop_cov/" + reference.get("model").asText() + "_predictions.csv")) {
            int i = shop.row(row.getOrDefault("customer_id", ""));
            close(model.logLikelihood(data, i), CovariateGoldenTest.value(row, "fixed_log_likelihood"), 1e-12);
        }
    }

    private static Effect effect(JsonNode fixed, String prefix, List<String> names) {
        double[] coefficients = names.stream()
                .mapToDouble(name -> fixed.get(prefix + name).asDouble())
                .toArray();
        return new Effect(names, coefficients, new double[names.size()]);
    }

    /** Values at the maximum move by 1e-7 with the last Newton step, others only by rounding. */
    private static void close(double actual, double expected, double relative) {
        assertThat(actual).isEqualTo(expected, within(relative * Math.abs(expected)));
    }
}
