// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.validate.BacktestReport.Difference;
import io.perennial.model.validate.BacktestReport.Evaluation;
import io.perennial.model.validate.BacktestReport.Pooled;
import io.perennial.model.validate.BacktestReport.Track;
import io.perennial.model.validate.Holdout.Outcome;
import io.perennial.model.validate.Holdout.Tracking;
import io.perennial.model.validate.Samples.Shop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole backtest over simulated shops, where the true expectations are known. */
class BacktestConsistencyTest {
    private static final BacktestOptions OPTIONS = BacktestOptions.defaults().withResamples(40);
    private static final List<Shop> SHOPS =
            IntStream.range(0, 3).mapToObj(draw -> Samples.shop(7, draw, 1000)).toList();
    private static final List<Holdout> HOLDOUTS =
            SHOPS.stream().map(Shop::holdout).toList();

    private static Candidate truth(String purchase, String spend, int parameters, double noise, double spendNoise) {
        return Candidate.model(purchase, spend, parameters, holdout -> {
            Shop shop = SHOPS.stream()
                    .filter(s -> s.holdout().origin().equals(holdout.origin()))
                    .findFirst()
                    .orElseThrow();
            double[] transactions = new double[holdout.size()];
            double[] values = new double[holdout.size()];
            for (int i = 0; i < transactions.length; i++) {
                // alternating errors leave the total about right
                transactions[i] = shop.expectedTransactions()[i] * (i % 2 == 0 ? 1 + noise : 1 - noise);
                values[i] = shop.expectedSpend()[i] * (i % 2 == 0 ? 1 + spendNoise : 1 - spendNoise);
            }
            double[] probability =
                    Arrays.stream(transactions).map(x -> -Math.expm1(-x)).toArray();
            return Prediction.of(transactions, values, probability);
        });
    }

    private static List<Candidate> with(Candidate... models) {
        List<Candidate> all = new ArrayList<>(List.of(models));
        all.addAll(Baselines.all());
        return all;
    }

    @Test
    void theTruthWins() {
        List<Candidate> candidates = with(
                truth("noisy", "repeat", 6, 0.6, 0.6),
                truth("true", "repeat", 8, 0, 0.6),
                truth("true", "all", 8, 0, 0));
        BacktestReport report = Backtest.run(HOLDOUTS, candidates, OPTIONS);
        ModelChoice choice = report.choice();
        assertThat(choice.model()).isEqualTo("true + all");
        assertThat(choice.transactions().winner()).isEqualTo("true + repeat");
        assertThat(choice.spend().winner()).isEqualTo("true + all");
        assertThat(choice.transactions().baseline()).isFalse();
        assertThat(choice.spend().reason())
                .startsWith("true + all explains ")
                .contains("of the deviance of spend over the origins; the best baseline: rfm-cells");
        assertThat(report.evaluations()).hasSize(3 * candidates.size());
        assertThat(report.differences())
                .hasSize(candidates.size() - 1)
                .allSatisfy(d -> assertThat(d.reference()).isEqualTo("true + all"));
    }

    @Test
    void theSimplerOfEqualsWins() {
        // errors of the same size, on other customers: only chance decides which looks better
        Candidate complex = truth("complex", "all", 9, -0.02, 0);
        Candidate simple = truth("simple", "all", 4, 0.02, 0);
        ModelChoice choice =
                Backtest.run(HOLDOUTS, with(complex, simple), OPTIONS).choice();
        assertThat(choice.model()).isEqualTo("simple + all");
        assertThat(choice.transactions().reason()).contains("it is simpler, and not worse by more than the error");
    }

    @Test
    void aBaselineWinsOnlyOverABadModel() {
        Candidate bad = truth("bad", "all", 4, 0.98, 0.98);
        ModelChoice choice = Backtest.run(HOLDOUTS, with(bad), OPTIONS).choice();
        assertThat(choice.model()).isEqualTo("bad + all");
        assertThat(choice.transactions().winner()).isEqualTo("rfm-cells");
        assertThat(choice.transactions().baseline()).isTrue();
        assertThat(choice.transactions().reason()).contains("more than the best model by more than its error: bad");
    }

    @Test
    void poolingIsTheMeanOverOrigins() {
        BacktestReport report = Backtest.run(HOLDOUTS, with(truth("true", "all", 8, 0, 0)), OPTIONS);
        double mean = report.evaluations().stream()
                .filter(e -> e.candidate().equals("true + all"))
                .mapToDouble(
                        e -> e.transactions().estimate(Metric.GINI).figure().orElseThrow())
                .average()
                .orElseThrow();
        Pooled pooled = report.pooled().get(0);
        // three terms in another order
        assertThat(value(pooled.transactions(), "gini")).isCloseTo(mean, within(1e-14));
        Difference difference = report.differences().get(0);
        Pooled other = report.pooled().get(1);
        assertThat(difference.candidate()).isEqualTo(other.candidate());
        assertThat(value(difference.transactions(), "mae"))
                .isCloseTo(value(other.transactions(), "mae") - value(pooled.transactions(), "mae"), within(1e-14));
    }

    @Test
    void pairingMakesDifferencesSharper() {
        BacktestReport report = Backtest.run(
                HOLDOUTS, List.of(truth("true", "all", 8, 0, 0), truth("near", "all", 9, 0.1, 0.1)), OPTIONS);
        double paired = error(report.differences().get(0).transactions(), "mae");
        double alone = error(report.pooled().get(0).transactions(), "mae");
        assertThat(paired).isLessThan(alone / 2);
    }

    @Test
    void theSameDigitsEveryTimeAndInAnyOrderOfRows() {
        Holdout holdout = HOLDOUTS.get(0);
        BacktestReport once = Backtest.run(List.of(holdout), Baselines.all(), OPTIONS);
        assertThat(Backtest.run(List.of(holdout), Baselines.all(), OPTIONS)).isEqualTo(once);
        BacktestReport reversed = Backtest.run(List.of(reversed(holdout)), Baselines.all(), OPTIONS);
        assertThat(reversed.choice().transactions().winner())
                .isEqualTo(once.choice().transactions().winner());
        for (int e = 0; e < once.evaluations().size(); e++) {
            Evaluation expected = once.evaluations().get(e);
            Evaluation actual = reversed.evaluations().get(e);
            expected.spend().metrics().forEach((key, estimate) -> {
                Estimate other = estimate(actual.spend().metrics(), key);
                assertClose(other.value(), estimate.value());
                assertClose(other.low(), estimate.low());
                assertClose(other.high(), estimate.high());
            });
        }
        assertThat(Backtest.run(List.of(holdout), Baselines.all(), OPTIONS.withSeed(5)))
                .isNotEqualTo(once);
    }

    private static Estimate estimate(Map<String, Estimate> metrics, String key) {
        return present(metrics.get(key));
    }

    private static double value(Map<String, Estimate> metrics, String key) {
        return present(estimate(metrics, key).value());
    }

    private static double error(Map<String, Estimate> metrics, String key) {
        return present(estimate(metrics, key).standardError());
    }

    /** A figure that these shops always have. */
    private static <V> V present(@Nullable V figure) {
        return Objects.requireNonNull(figure);
    }

    private static void assertClose(@Nullable Double actual, @Nullable Double expected) {
        if (expected == null) {
            assertThat(actual).isNull();
        } else {
            // sums of 1,000 terms in another order
            assertThat(actual).isCloseTo(expected, within(1e-10 * (1 + Math.abs(expected))));
        }
    }

    private static Holdout reversed(Holdout holdout) {
        Holdout.Customers c = holdout.customers();
        int n = holdout.size();
        int[] order = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        return new Holdout(
                holdout.origin(),
                holdout.timeUnit(),
                holdout.horizon(),
                new Holdout.Customers(
                        Arrays.stream(order).mapToLong(i -> c.key()[i]).toArray(),
                        take(c.frequency(), order),
                        take(c.recency(), order),
                        take(c.T(), order),
                        take(c.meanRepeatSpend(), order),
                        take(c.meanAllSpend(), order),
                        take(c.totalSpend(), order)),
                new Holdout.LastPeriod(
                        take(holdout.lastPeriod().transactions(), order),
                        take(holdout.lastPeriod().spend(), order),
                        take(holdout.lastPeriod().recencyBefore(), order)),
                new Outcome(
                        take(holdout.outcome().transactions(), order),
                        take(holdout.outcome().spend(), order)),
                Tracking.NONE);
    }

    private static int[] take(int[] values, int[] order) {
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }

    private static double[] take(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    @Test
    void intervalsCoverWhatAnotherPeriodShows() {
        // the interval of the mean spend per customer: 95 % of resampled shops of other customers should hold the true
        // total error
        int covered = 0;
        for (int seed = 0; seed < 60; seed++) {
            Shop shop = Samples.shop(100 + seed, 0, 400);
            Prediction truth = shop.truth();
            Estimate bias = Backtest.run(
                            List.of(shop.holdout()), List.of(Candidate.baseline("truth", ignored -> truth)), OPTIONS)
                    .evaluations()
                    .get(0)
                    .transactions()
                    .estimate(Metric.BIAS);
            covered += present(bias.low()) <= 0 && present(bias.high()) >= 0 ? 1 : 0;
        }
        // binomial(60, 0.95) is at least 51 with probability 0.999
        assertThat(covered).isGreaterThanOrEqualTo(51);
    }

    @Test
    void resamplingASubsetChangesNoFigureAndHardlyAnInterval() {
        Shop shop = Samples.shop(21, 0, 6000);
        int[] row = IntStream.range(0, 6000)
                .filter(i -> shop.holdout().outcome().transactions()[i] > 0)
                .toArray();
        Tracking tracking = new Tracking(
                new double[] {26},
                row,
                new int[row.length],
                Arrays.stream(row)
                        .map(i -> shop.holdout().outcome().transactions()[i])
                        .toArray(),
                Arrays.stream(row)
                        .mapToDouble(i -> shop.holdout().outcome().spend()[i])
                        .toArray());
        Holdout holdout = new Holdout(
                "2024-01-01",
                shop.holdout().timeUnit(),
                26,
                shop.holdout().customers(),
                shop.holdout().lastPeriod(),
                shop.holdout().outcome(),
                tracking);
        Prediction truth = shop.truth();
        List<Candidate> candidates = List.of(Candidate.baseline("truth", ignored -> truth));
        BacktestOptions options = BacktestOptions.defaults();
        Evaluation all = Backtest.run(List.of(holdout), candidates, options)
                .evaluations()
                .get(0);
        Evaluation part = Backtest.run(List.of(holdout), candidates, options.withCustomers(3000))
                .evaluations()
                .get(0);
        all.spend().metrics().forEach((key, estimate) -> {
            Estimate other = estimate(part.spend().metrics(), key);
            assertThat(other.value()).as(key).isEqualTo(estimate.value());
            if (estimate.standardError() != null) {
                // two bootstraps of 200 differ by 7 % (one standard error), the subsets' own spread by about as much
                assertThat(present(other.standardError()) / estimate.standardError())
                        .as(key)
                        .isBetween(0.7, 1.4);
            }
        });
        Track expected = all.spend().tracking().get(0);
        Track actual = part.spend().tracking().get(0);
        assertThat(actual.actual()).isEqualTo(expected.actual());
        assertThat(actualWidth(actual) / actualWidth(expected)).isBetween(0.7, 1.4);
    }

    private static double actualWidth(Track track) {
        return present(track.actualHigh()) - present(track.actualLow());
    }

    @Test
    void baselinesDoNotSeeTheHoldout() {
        Holdout holdout = HOLDOUTS.get(0);
        int[] other = Arrays.stream(holdout.outcome().transactions())
                .map(y -> 5 - Math.min(y, 5))
                .toArray();
        Holdout changed = new Holdout(
                holdout.origin(),
                holdout.timeUnit(),
                holdout.horizon(),
                holdout.customers(),
                holdout.lastPeriod(),
                new Outcome(other, new double[other.length]),
                Tracking.NONE);
        for (Candidate baseline : Baselines.all()) {
            Prediction expected = baseline.predictor().predict(holdout);
            Prediction actual = baseline.predictor().predict(changed);
            assertThat(actual.transactions()).as(baseline.name()).isEqualTo(expected.transactions());
            assertThat(actual.spend()).as(baseline.name()).isEqualTo(expected.spend());
            assertThat(actual.purchaseProbability()).as(baseline.name()).isEqualTo(expected.purchaseProbability());
        }
    }

    @Test
    void rfmCellsLearnWhatIsThereToLearn() {
        BacktestReport report = Backtest.run(HOLDOUTS, Baselines.all(), OPTIONS);
        Map<String, Estimate> rfm = report.pooled().get(1).transactions();
        // without dropout and trend the last window has the same total, up to the chance of 1,000 customers
        assertThat(value(rfm, "bias")).isCloseTo(0, within(0.08));
        assertThat(value(rfm, "gini")).isGreaterThan(0.4);
        assertThat(report.choice().model()).isNull();
        assertThat(report.choice().transactions().winner()).isEqualTo("rfm-cells");
    }

    @Test
    void jsonHoldsNoNaN() {
        ObjectMapper mapper = new ObjectMapper();
        Holdout empty = Samples.outcomes(new int[0], new double[0]);
        Holdout one = Samples.outcomes(new int[] {1}, new double[] {5});
        Holdout nothing = Samples.outcomes(new int[20], new double[20]);
        Holdout refunds = Samples.outcomes(
                new int[20], Arrays.stream(new double[20]).map(v -> -3).toArray());
        for (List<Holdout> holdouts : List.of(
                List.of(empty),
                List.of(one),
                List.of(nothing),
                List.of(refunds),
                HOLDOUTS,
                List.of(empty, one, nothing))) {
            BacktestReport report = Backtest.run(holdouts, Baselines.all(), OPTIONS);
            noNaN(mapper.valueToTree(report));
            for (Evaluation evaluation : report.evaluations()) {
                for (Map<String, Estimate> metrics : List.of(
                        evaluation.transactions().metrics(),
                        evaluation.spend().metrics(),
                        evaluation.purchase().metrics())) {
                    assertThat(metrics.values())
                            .allSatisfy(e -> assertThat(e.value() == null)
                                    .isEqualTo(e.reason() != null && !e.reason().isBlank()));
                }
            }
        }
    }

    private static void noNaN(JsonNode node) {
        if (node.isDouble()) {
            assertThat(node.asDouble()).isFinite();
        }
        node.forEach(BacktestConsistencyTest::noNaN);
    }

    @Test
    void twoHundredResamplesOfFiveThousandCustomersAreQuick() {
        Shop shop = Samples.shop(3, 0, 5000);
        Prediction truth = shop.truth();
        List<Candidate> candidates = List.of(Candidate.baseline("truth", ignored -> truth));
        Backtest.run(
                List.of(shop.holdout()), candidates, BacktestOptions.defaults().withResamples(20));
        long start = System.nanoTime();
        BacktestReport report = Backtest.run(List.of(shop.holdout()), candidates, BacktestOptions.defaults());
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(report.pooled()).hasSize(1);
        // about 0.4 s on two cores that do nothing else; the limit only catches a change of order of growth
        assertThat(seconds).isLessThan(10);
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> Backtest.run(List.of(), Baselines.all(), OPTIONS))
                .hasMessage("holdouts and candidates must not be empty, were 0 and 5");
        assertThatThrownBy(() -> Backtest.run(HOLDOUTS, List.of(Baselines.allZero(), Baselines.allZero()), OPTIONS))
                .hasMessage("candidate names must be unique, was twice all-zero");
        Candidate small =
                Candidate.baseline("small", ignored -> Prediction.of(new double[1], new double[1], new double[1]));
        assertThatThrownBy(() -> Backtest.run(HOLDOUTS, List.of(small), OPTIONS))
                .hasMessage("prediction of small must have 1000 rows, was 1 (period 0)");
        assertThatThrownBy(() -> Prediction.of(new double[] {-1}, new double[1], new double[1]))
                .hasMessage("transactions must be finite and >= 0, was -1.0 (row 0)");
        assertThatThrownBy(() -> Prediction.of(new double[1], new double[] {Double.NaN}, new double[1]))
                .hasMessage("spend must be finite, was NaN (row 0)");
        assertThatThrownBy(() -> Prediction.of(new double[1], new double[1], new double[] {1.1}))
                .hasMessage("purchaseProbability must be in [0, 1], was 1.1 (row 0)");
    }
}
