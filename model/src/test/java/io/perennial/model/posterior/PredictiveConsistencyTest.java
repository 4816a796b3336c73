// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.simulate.FutureSimulator;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.value.Customers;
import io.perennial.model.value.TotalEstimate;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated futures against the closed forms of the models. */
class PredictiveConsistencyTest {
    private static final GammaGamma SPEND = GammaGamma.of(4, 3.5, 40);

    private static PurchaseModel model(String id) {
        return switch (id) {
            case "bg" -> BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);
            case "mbg" -> MbgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);
            default -> ParetoNbd.of(TimeUnit.WEEK, 0.8, 6, 0.6, 12);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg", "mbg", "pareto"})
    void simulatedCountsFollowTheModelsDistribution(String id) {
        PurchaseModel model = model(id);
        SplittableRandom random = new SplittableRandom(4);
        int draws = 40_000;
        int[][] histories = {{0, 0, 10}, {3, 20, 25}, {8, 30, 50}};
        for (int[] h : histories) {
            int[] counts = new int[6];
            for (int d = 0; d < draws; d++) {
                int n = FutureSimulator.of(model).purchases(h[0], h[1], h[2], 26, random).length;
                counts[Math.min(5, n)]++;
            }
            double[] known = model.transactionDistribution(h[0], h[1], h[2], 26, 4);
            for (int n = 0; n < 5; n++) {
                double error = Math.sqrt(known[n] * (1 - known[n]) / draws);
                // four and a half standard errors: 45 comparisons
                assertThat((double) counts[n] / draws).isCloseTo(known[n], within(4.5 * error));
            }
        }
    }

    private static PurchaseHistories histories() {
        return PurchaseHistories.of(
                TimeUnit.WEEK, new int[] {0, 2, 6}, new double[] {0, 12, 38}, new double[] {30, 30, 40});
    }

    /** A hundred customers of each history. */
    private static Customers customers() {
        int[] row = IntStream.range(0, 300).map(i -> i % 3).toArray();
        int[] purchases =
                IntStream.range(0, 300).map(i -> new int[] {0, 3, 7}[i % 3]).toArray();
        double[] mean = IntStream.range(0, 300)
                .mapToDouble(i -> new double[] {0, 50, 80}[i % 3])
                .toArray();
        return new Customers(row, purchases, mean);
    }

    private static PredictiveDraws draws(PurchaseModel model, int count, double rate) {
        return PredictiveDraws.of(
                Collections.nCopies(count, model),
                Collections.nCopies(count, SPEND),
                histories(),
                new PredictiveDraws.Window(52, DiscountRate.annual(rate), 0.4, 5));
    }

    @Test
    void totalsAgreeWithExpectations() {
        PurchaseModel model = model("bg");
        double transactions = 0;
        double revenue = 0;
        double value = 0;
        DiscountRate rate = DiscountRate.annual(0.1);
        Customers customers = customers();
        for (int i = 0; i < customers.size(); i++) {
            int row = customers.row()[i];
            int x = histories().frequency(row);
            double tx = histories().recency(row);
            double T = histories().T(row);
            double amount =
                    SPEND.expectedSpend(customers.purchases()[i], customers.meanSpend()[i]);
            transactions += model.expectedTransactions(x, tx, T, 52);
            revenue += amount * model.expectedTransactions(x, tx, T, 52);
            value += 0.4 * amount * model.discountedTransactions(x, tx, T, 52, rate);
        }
        PredictiveDraws.Sums sums = draws(model, 2000, 0.1).total(customers);
        // totals of 300 customers vary by some 6 to 9 %; four standard errors of the mean of 2,000
        assertThat(PredictiveDraws.estimate(sums.transactions()).expected())
                .isCloseTo(transactions, within(0.006 * transactions));
        assertThat(PredictiveDraws.estimate(sums.revenue()).expected()).isCloseTo(revenue, within(0.01 * revenue));
        assertThat(PredictiveDraws.estimate(sums.value()).expected()).isCloseTo(value, within(0.01 * value));
    }

    @Test
    void groupsAddUpAndEachCustomerHasAnInterval() {
        Customers customers = customers();
        PredictiveDraws draws = draws(model("mbg"), 300, 0);
        PredictiveDraws.Sums total = draws.total(customers);
        List<PredictiveDraws.Sums> groups =
                draws.groups(customers, IntStream.range(0, 300).map(i -> i % 3).toArray(), 3);
        for (int d = 0; d < 300; d++) {
            double sum = groups.get(0).value()[d]
                    + groups.get(1).value()[d]
                    + groups.get(2).value()[d];
            // the same draws in another order of addition
            assertThat(sum).isCloseTo(total.value()[d], within(1e-9 * total.value()[d]));
            assertThat(total.value()[d]).isCloseTo(0.4 * total.revenue()[d], within(1e-9 * total.revenue()[d]));
        }
        List<TotalEstimate> each = draws.each(customers, ConformalLevels.NOMINAL);
        assertThat(each).hasSize(300).allSatisfy(estimate -> {
            assertThat(estimate.low95()).isBetween(0.0, estimate.low80());
            assertThat(estimate.high80()).isBetween(estimate.low80(), estimate.high95());
        });
        double mean = each.stream().mapToDouble(TotalEstimate::expected).sum();
        double known = PredictiveDraws.estimate(total.value()).expected();
        assertThat(mean).isCloseTo(known, within(1e-9 * known));
    }

    /** Uncertain parameters widen a total by more than they widen a customer. */
    @Test
    void sharedUncertaintyDoesNotAverageOut() {
        PurchaseModel model = model("bg");
        SplittableRandom random = new SplittableRandom(6);
        List<PurchaseModel> uncertain = IntStream.range(0, 1000)
                .mapToObj(d -> {
                    double[] parameters = model.parameters();
                    parameters[1] *= Math.exp(random.nextGaussian());
                    return model.withParameters(parameters);
                })
                .toList();
        PredictiveDraws.Window window = new PredictiveDraws.Window(52, DiscountRate.NONE, 1, 7);
        TotalEstimate known = PredictiveDraws.estimate(
                draws(model, 1000, 0).total(customers()).transactions());
        TotalEstimate wide = PredictiveDraws.estimate(
                PredictiveDraws.of(uncertain, Collections.nCopies(1000, SPEND), histories(), window)
                        .total(customers())
                        .transactions());
        assertThat(wide.high80() - wide.low80()).isGreaterThan(1.5 * (known.high80() - known.low80()));
    }
}
