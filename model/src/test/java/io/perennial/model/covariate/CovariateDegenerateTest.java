// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.design.Attributes;
import io.perennial.model.design.Contrasts;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that do not identify coefficients are named with numbers, and still forecast everybody. */
class CovariateDegenerateTest {
    private static final Covariates NONE = Covariates.of(List.of(), new double[0][]);

    static Stream<CovariateFamily<? extends PurchaseModel>> families() {
        return Stream.of(CovariateFamily.paretoNbd(), CovariateFamily.bgNbd(), CovariateFamily.mbgNbd());
    }

    private static List<String> codes(Fit<?> fit) {
        return fit.diagnoses().stream().map(Diagnosis::code).toList();
    }

    private static void forecastsEverybody(
            Fit<? extends CovariateModel<? extends PurchaseModel>> fit,
            PurchaseHistories histories,
            Covariates purchase,
            Covariates dropout) {
        assertThat(Arrays.stream(fit.estimates()).allMatch(Double::isFinite)).isTrue();
        PurchaseForecast forecast = fit.model().forecast(histories, purchase, dropout, 52, DiscountRate.annual(0.1));
        for (double[] column : new double[][] {
            forecast.pAlive(), forecast.pBuy(), forecast.expected(), forecast.discounted(), forecast.variance()
        }) {
            assertThat(Arrays.stream(column).allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aGroupInWhichNobodyBoughtAgain(CovariateFamily<? extends PurchaseModel> family) throws IOException {
        Shop shop = Shop.read();
        PurchaseHistories all = shop.histories();
        double[] silent = IntStream.range(0, 500)
                .mapToDouble(i -> all.frequency(i) == 0 && i % 3 == 0 ? 1 : 0)
                .toArray();
        Covariates covariates = Covariates.of(List.of("silent"), new double[][] {silent});
        CovariateFit<? extends CovariateModel<? extends PurchaseModel>> found =
                CovariateFitter.fit(family, all, covariates, NONE, CovariateOptions.defaults());
        assertThat(codes(found.fit())).contains("separated-covariate");
        assertThat(found.fit().diagnoses().get(0).message())
                .startsWith(
                        "No finite coefficient of purchase.silent is the most likely (none of the %.0f customers with silent = 1.0 bought again); a weak prior holds it at -"
                                .formatted(Arrays.stream(silent).sum()));
        forecastsEverybody(found.fit(), all, covariates, NONE);
        // the others are fitted as if alone
        assertThat(found.fit().standardErrors()[0]).isFinite();
        assertThat(found.fit().logLikelihood()).isGreaterThan(found.plainLogLikelihood());
    }

    @ParameterizedTest
    @MethodSource("families")
    void columnsThatSayNothingNewAreLeftOut(CovariateFamily<? extends PurchaseModel> family) throws IOException {
        Shop shop = Shop.read();
        double[] gender = IntStream.range(0, 500)
                .mapToDouble(i -> shop.covariates().at(i, 0))
                .toArray();
        double[] twice = Arrays.stream(gender).map(z -> 3 - 2 * z).toArray();
        double[] same = new double[500];
        Arrays.fill(same, 4);
        Covariates many = Covariates.of(List.of("gender", "twice", "same"), new double[][] {gender, twice, same});
        Covariates one = Covariates.of(List.of("gender"), new double[][] {gender});
        CovariateFit<? extends CovariateModel<? extends PurchaseModel>> found =
                CovariateFitter.fit(family, shop.histories(), many, NONE, CovariateOptions.defaults());
        assertThat(found.fit().diagnoses().stream().map(Diagnosis::message))
                .containsExactly(
                        "twice follows from gender and is left out.",
                        "same is the same for all customers and is left out.");
        double alone = CovariateFitter.fit(family, shop.histories(), one, NONE, CovariateOptions.defaults())
                .fit()
                .logLikelihood();
        assertThat(found.fit().logLikelihood()).isEqualTo(alone, within(1e-10));
        assertThat(found.fit().model().purchase().coefficients()[1]).isZero();
        forecastsEverybody(found.fit(), shop.histories(), many, NONE);
    }

    @Test
    void missingValuesAndUnknownCategoriesAreFilledByTheMean() throws IOException {
        Shop shop = Shop.read();
        double[] age = IntStream.range(0, 500)
                .mapToDouble(i -> i < 20 ? Double.NaN : i % 50)
                .toArray();
        List<String> country = IntStream.range(0, 500)
                .mapToObj(i -> i % 100 == 0 ? "" : i % 4 == 0 ? "FR" : i % 4 == 1 ? "AT" : "DE")
                .toList();
        Attributes attributes = Attributes.of(500).withNumbers("age", age).withCategories("country", country);
        Contrasts contrasts = Contrasts.of(attributes);
        Covariates covariates = contrasts.encode(attributes);
        // DE is the most frequent and so the reference
        assertThat(covariates.names()).containsExactly("age", "country=AT", "country=FR");
        assertThat(covariates.at(3, 0)).isEqualTo(24.5, within(1.0));
        assertThat(covariates.row(1)[1]).isEqualTo(1);
        assertThat(covariates.row(0)[2]).isEqualTo(120.0 / 495, within(1e-15));
        Fit<?> fit = CovariateFitter.fit(
                        CovariateFamily.mbgNbd(), shop.histories(), covariates, NONE, CovariateOptions.defaults())
                .fit();
        assertThat(fit.diagnoses())
                .containsExactly(
                        new Diagnosis(
                                "missing-covariate",
                                "age is missing for 20 of 500 customers; the mean of all others stands in."),
                        new Diagnosis(
                                "missing-covariate",
                                "country is missing for 5 of 500 customers; the mean of all others stands in."));
        Covariates later = contrasts.encode(Attributes.of(2)
                .withNumbers("age", new double[] {30, 31})
                .withCategories("country", List.of("100% IT", "FR")));
        assertThat(later.row(0))
                .isEqualTo(new double[] {30, covariates.row(0)[1], covariates.row(0)[2]});
        assertThat(later.diagnoses())
                .containsExactly(
                        new Diagnosis(
                                "unknown-category",
                                "country has a category not seen before (such as '100% IT') for 1 of 2 customers; the mean of all others stands in."));
    }

    @ParameterizedTest
    @MethodSource("families")
    void fewOrDullCustomersStillForecast(CovariateFamily<? extends PurchaseModel> family) {
        int[][] frequencies = {{0}, {1, 0}, {0, 0, 0, 0}, {5, 5, 5, 5, 5}, {0, 0, 3, 1, 0, 2, 0, 0, 7}};
        for (int[] frequency : frequencies) {
            int n = frequency.length;
            double[] recency =
                    Arrays.stream(frequency).mapToDouble(x -> x == 0 ? 0 : 20.0).toArray();
            double[] observed = new double[n];
            Arrays.fill(observed, 30);
            PurchaseHistories histories = PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed);
            double[] z = new double[n];
            Arrays.setAll(z, i -> i);
            Covariates covariates = Covariates.of(List.of("z"), new double[][] {z});
            Fit<? extends CovariateModel<? extends PurchaseModel>> fit = CovariateFitter.fit(
                            family, histories, covariates, covariates, CovariateOptions.defaults())
                    .fit();
            assertThat(fit.diagnoses()).as(Arrays.toString(frequency)).isNotEmpty();
            forecastsEverybody(fit, histories, covariates, covariates);
        }
    }
}
