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
import io.perennial.model.design.Design;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models with covariates against those without, against each other, and likelihoods against their differences. */
class CovariateConsistencyTest {
    private static final Covariates NONE = Covariates.of(List.of(), new double[0][]);

    static Stream<CovariateFamily<? extends PurchaseModel>> families() {
        return Stream.of(CovariateFamily.paretoNbd(), CovariateFamily.bgNbd(), CovariateFamily.mbgNbd());
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static StaticLikelihood likelihood(CovariateFamily<?> family, Shop shop) {
        Design design = Design.of(shop.covariates(), ones(shop.rows().size()));
        Groups groups = Groups.of(shop.histories(), shop.covariates(), shop.covariates());
        return new StaticLikelihood(family, shop.histories(), groups, design, design);
    }

    @ParameterizedTest
    @MethodSource("families")
    void zeroCoefficientsAreTheModelWithoutCovariates(CovariateFamily<? extends PurchaseModel> family)
            throws IOException {
        Shop shop = Shop.read();
        double[] point = {0.1, 2.5, -0.3, 1.9, 0, 0, 0, 0};
        double[] gradient = new double[8];
        double value = likelihood(family, shop).evaluate(point, gradient);
        double[] plainGradient = new double[4];
        double plain = family.likelihood(shop.histories()).evaluate(Arrays.copyOf(point, 4), plainGradient);
        // the same terms added in another order
        assertThat(value).isEqualTo(plain, within(1e-14 * Math.abs(plain)));
        for (int i = 0; i < 4; i++) {
            assertThat(gradient[i]).isEqualTo(plainGradient[i], within(1e-12 * Math.abs(plain)));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void withoutCovariatesTheFitIsThatOfTheModelWithoutThem(CovariateFamily<? extends PurchaseModel> family)
            throws IOException {
        PurchaseHistories histories = Shop.read().histories();
        Fit<?> plain = family.plain(histories, FitOptions.defaults());
        CovariateFit<?> fit = CovariateFitter.fit(family, histories, NONE, NONE, CovariateOptions.defaults());
        // from that maximum the search may take one more Newton step of its tolerance
        for (int i = 0; i < 4; i++) {
            assertThat(fit.fit().estimates()[i]).isEqualTo(plain.estimates()[i], within(1e-8 * plain.estimates()[i]));
        }
        assertThat(fit.fit().logLikelihood()).isEqualTo(plain.logLikelihood(), within(1e-10));
        assertThat(fit.againstNoEffect().degreesOfFreedom()).isZero();
    }

    @Test
    void aCustomerWithMeanCovariatesOrWithoutEffectsIsTheModelItself() {
        ParetoNbd centre = ParetoNbd.of(TimeUnit.WEEK, 1.1, 12, 0.6, 17);
        Effect zero = new Effect(List.of("z"), new double[] {0}, new double[] {3});
        Effect some = new Effect(List.of("z"), new double[] {0.7}, new double[] {3});
        CovariateFamily<ParetoNbd> family = CovariateFamily.paretoNbd();
        assertThat(CovariateModel.of(family, centre, zero, zero)
                        .customer(new double[] {9}, new double[] {-5})
                        .parameters())
                .isEqualTo(centre.parameters());
        assertThat(CovariateModel.of(family, centre, some, some)
                        .customer(new double[] {3}, new double[] {3})
                        .parameters())
                .isEqualTo(centre.parameters());
    }

    @ParameterizedTest
    @MethodSource("families")
    void gradientAndHessianAreThoseOfTheValue(CovariateFamily<? extends PurchaseModel> family) throws IOException {
        Shop shop = Shop.read();
        Coefficients tied = Coefficients.of(
                Design.of(shop.covariates(), ones(500)),
                Design.of(shop.covariates(), ones(500)),
                List.of(List.of("purchase.gender", "dropout.channel_paid")));
        Restricted objective = new Restricted(likelihood(family, shop), tied, 3, 5);
        Differences.check(objective, new double[] {0.2, 2.4, -0.4, 2.2, 0.3, -0.2, 0.15});
    }

    @Test
    void rowsMayComeInAnyOrder() throws IOException {
        Shop shop = Shop.read();
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
        Collections.shuffle(shuffled, new Random(7));
        int[] rows = shuffled.stream().mapToInt(Integer::intValue).toArray();
        Fit<CovariateModel<ParetoNbd>> one = pareto(shop.histories(), shop.covariates(), CovariateOptions.defaults())
                .fit();
        Fit<CovariateModel<ParetoNbd>> other = pareto(
                        shop.histories().select(rows), shop.covariates().select(rows), CovariateOptions.defaults())
                .fit();
        assertThat(other.estimates()).isEqualTo(one.estimates());
        assertThat(other.logLikelihood()).isEqualTo(one.logLikelihood());
    }

    private static CovariateFit<CovariateModel<ParetoNbd>> pareto(
            PurchaseHistories histories, Covariates covariates, CovariateOptions options) {
        return CovariateFitter.fit(CovariateFamily.paretoNbd(), histories, covariates, covariates, options);
    }

    @Test
    void unitsOfACovariateChangeItsCoefficientOnly() throws IOException {
        Shop shop = Shop.read();
        double[] years = IntStream.range(0, 500)
                .mapToDouble(i -> 2020 + 0.1 * shop.covariates().at(i, 0))
                .toArray();
        double[] gender = shop.covariates()
                        .select(IntStream.range(0, 500).toArray())
                        .names()
                        .isEmpty()
                ? new double[0]
                : IntStream.range(0, 500)
                        .mapToDouble(i -> shop.covariates().at(i, 0))
                        .toArray();
        CovariateFit<CovariateModel<ParetoNbd>> plain = pareto(
                shop.histories(), Covariates.of(List.of("z"), new double[][] {gender}), CovariateOptions.defaults());
        CovariateFit<CovariateModel<ParetoNbd>> far = pareto(
                shop.histories(), Covariates.of(List.of("z"), new double[][] {years}), CovariateOptions.defaults());
        assertThat(far.fit().logLikelihood()).isEqualTo(plain.fit().logLikelihood(), within(1e-8));
        for (int j = 4; j < 6; j++) {
            // 2020 + z / 10 keeps 12 digits of z
            assertThat(far.fit().estimates()[j] / 10).isEqualTo(plain.fit().estimates()[j], within(1e-7));
        }
        // at year 0 parameters are stated as far as numbers go, and stay finite
        assertThat(Arrays.stream(far.fit().estimates()).allMatch(Double::isFinite))
                .isTrue();
        double expected =
                plain.fit().model().customer(new double[] {1}, new double[] {1}).expectedTransactions(3, 20, 50, 26);
        double[] later = {2020.1};
        assertThat(far.fit().model().customer(later, later).expectedTransactions(3, 20, 50, 26))
                .isEqualTo(expected, within(1e-7 * expected));
    }

    @Test
    void aPenaltyShrinksAndTheLogLikelihoodStaysThatOfTheData() throws IOException {
        Shop shop = Shop.read();
        CovariateOptions options = CovariateOptions.defaults();
        CovariateFit<CovariateModel<ParetoNbd>> free = pareto(shop.histories(), shop.covariates(), options);
        CovariateFit<CovariateModel<ParetoNbd>> held =
                pareto(shop.histories(), shop.covariates(), options.withPenalties(20, 20));
        CovariateFit<CovariateModel<ParetoNbd>> firm =
                pareto(shop.histories(), shop.covariates(), options.withPenalties(1e9, 1e9));
        assertThat(held.fit().logLikelihood())
                .isLessThan(free.fit().logLikelihood())
                .isGreaterThan(held.plainLogLikelihood());
        assertThat(held.effectiveParameters()).isBetween(4.5, 7.5);
        for (int j = 4; j < 8; j++) {
            assertThat(Math.abs(held.fit().estimates()[j]))
                    .isLessThan(Math.abs(free.fit().estimates()[j]));
            assertThat(held.fit().standardErrors()[j]).isLessThan(free.fit().standardErrors()[j]);
        }
        // coefficients of 1e-7 are left, each a parameter of weight 1e-7
        assertThat(firm.effectiveParameters()).isEqualTo(4, within(1e-5));
        assertThat(firm.fit().logLikelihood()).isEqualTo(firm.plainLogLikelihood(), within(1e-4));
        double sum = IntStream.range(0, 500)
                .mapToDouble(i -> {
                    double[] z = shop.covariates().row(i);
                    PurchaseHistories h = shop.histories();
                    return held.fit().model().customer(z, z).logLikelihood(h.frequency(i), h.recency(i), h.T(i));
                })
                .sum();
        assertThat(held.fit().logLikelihood()).isEqualTo(sum, within(1e-9));
    }

    @Test
    void equalCoefficientsAreEqualAndNested() throws IOException {
        Shop shop = Shop.read();
        CovariateOptions options = CovariateOptions.defaults();
        CovariateFit<CovariateModel<ParetoNbd>> free = pareto(shop.histories(), shop.covariates(), options);
        CovariateFit<CovariateModel<ParetoNbd>> tied = pareto(
                shop.histories(),
                shop.covariates(),
                options.withEqual(List.of(List.of("dropout.channel_paid", "dropout.gender"))));
        assertThat(tied.fit().parameterNames()).contains("dropout.gender = dropout.channel_paid");
        double[] coefficients = tied.fit().model().dropout().coefficients();
        assertThat(coefficients[0]).isEqualTo(coefficients[1]);
        assertThat(free.against(tied).degreesOfFreedom()).isEqualTo(1);
        assertThat(free.against(tied).statistic())
                .isEqualTo(2 * (free.fit().logLikelihood() - tied.fit().logLikelihood()));
        assertThat(free.againstNoEffect().degreesOfFreedom()).isEqualTo(4);
        assertThat(free.againstNoEffect().pValue()).isLessThan(1e-5);
        // the same column twice, tied, is twice the coefficient of one
        Covariates sum = Covariates.of(List.of("sum"), new double[][] {
            IntStream.range(0, 500)
                    .mapToDouble(
                            i -> shop.covariates().at(i, 0) + shop.covariates().at(i, 1))
                    .toArray()
        });
        CovariateFit<CovariateModel<ParetoNbd>> summed =
                CovariateFitter.fit(CovariateFamily.paretoNbd(), shop.histories(), shop.covariates(), sum, options);
        assertThat(summed.fit().logLikelihood()).isEqualTo(tied.fit().logLikelihood(), within(1e-8));
        assertThat(summed.fit().model().dropout().coefficients()[0]).isEqualTo(coefficients[0], within(1e-7));
    }

    @Test
    void categoriesAreTheirContrasts() throws IOException {
        Shop shop = Shop.read();
        List<String> named = IntStream.range(0, 500)
                .mapToObj(i -> shop.covariates().at(i, 1) == 1 ? "paid" : "organic")
                .toList();
        Attributes attributes = Attributes.of(500).withCategories("channel", named);
        Contrasts contrasts = Contrasts.of(attributes);
        assertThat(contrasts.names()).containsExactly("channel=paid");
        Covariates covariates = contrasts.encode(attributes);
        for (int i = 0; i < 500; i++) {
            assertThat(covariates.at(i, 0)).isEqualTo(shop.covariates().at(i, 1));
        }
    }

    @Test
    void bulkForecastsAreThoseOfEachCustomer() throws IOException {
        Shop shop = Shop.read();
        CovariateModel<ParetoNbd> model = pareto(shop.histories(), shop.covariates(), CovariateOptions.defaults())
                .fit()
                .model();
        DiscountRate rate = DiscountRate.annual(0.1);
        PurchaseForecast forecast = model.forecast(shop.histories(), shop.covariates(), shop.covariates(), 52, rate);
        for (int i = 0; i < 500; i++) {
            double[] z = shop.covariates().row(i);
            ParetoNbd own = model.customer(z, z);
            int x = shop.histories().frequency(i);
            double tx = shop.histories().recency(i);
            double T = shop.histories().T(i);
            // the series of many rows have 1e-12
            assertThat(forecast.pAlive()[i]).isEqualTo(own.probabilityAlive(x, tx, T), within(1e-12));
            double expected = own.expectedTransactions(x, tx, T, 52);
            assertThat(forecast.expected()[i]).isEqualTo(expected, within(1e-10 * expected));
            double discounted = own.discountedTransactions(x, tx, T, 52, rate);
            assertThat(forecast.discounted()[i]).isEqualTo(discounted, within(1e-10 * discounted));
        }
    }
}
