// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static io.perennial.model.validate.Samples.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.validate.BacktestReport.Evaluation;
import io.perennial.model.validate.BacktestReport.Rank;
import io.perennial.model.validate.BacktestReport.Track;
import io.perennial.model.validate.Holdout.Tracking;
import io.perennial.model.validate.Prediction.Band;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every data set, and small ones worked by hand. */
class AccuracyPropertyTest {
    // sums of some hundred terms in another order
    private static final double ROUNDING = 1e-12;

    private static TargetScorer scorer(double[] predicted, int... actual) {
        double[] zeros = new double[predicted.length];
        double[] spend = Arrays.stream(actual).asDoubleStream().toArray();
        return TargetScorer.transactions(Prediction.of(predicted, predicted, zeros), Samples.outcomes(actual, spend));
    }

    private static TargetScorer spendScorer(double[] predicted, double... actual) {
        double[] zeros = new double[predicted.length];
        return TargetScorer.spend(
                Prediction.of(zeros, predicted, zeros), Samples.outcomes(new int[predicted.length], actual));
    }

    @Test
    void handMade() {
        // four customers, two of them tied: predicted 3 1 1 0, actual 2 0 1 0
        TargetScorer scorer = scorer(new double[] {3, 1, 1, 0}, 2, 0, 1, 0);
        assertThat(figure(scorer, Metric.BIAS, 4)).isCloseTo(5.0 / 3 - 1, within(ROUNDING));
        assertThat(figure(scorer, Metric.MAE, 4)).isEqualTo(0.5);
        // scaled by 3/5: 1.8 0.6 0.6 0
        assertThat(figure(scorer, Metric.SCALED_MAE, 4)).isCloseTo((0.2 + 0.6 + 0.4) / 4, within(ROUNDING));
        assertThat(figure(scorer, Metric.RMSE_OVER_MEAN, 4)).isCloseTo(Math.sqrt(0.5) / 0.75, within(ROUNDING));
        // mid-ranks less a half: 3/8 0 0 -3/8 against 3/8 -1/4 1/8 -1/4
        assertThat(figure(scorer, Metric.GINI, 4)).isCloseTo(0.75 / 0.875, within(ROUNDING));
        // covariance 9/64 + 6/64, variances 18/64 and (9 + 4 + 1 + 4)/64
        assertThat(figure(scorer, Metric.SPEARMAN, 4)).isCloseTo(15.0 / 18, within(ROUNDING));
        // the top tenth and fifth are parts of the first customer
        assertThat(figure(scorer, Metric.TOP_10_CAPTURE, 4)).isCloseTo(0.4 * 2 / 3, within(ROUNDING));
        assertThat(figure(scorer, Metric.TOP_20_CAPTURE, 4)).isCloseTo(0.8 * 2 / 3, within(ROUNDING));
        double deviance = 2 * (2 * Math.log(2.0 / 3) - 2 + 3) + 2 + 2 * (Math.log(1) - 1 + 1);
        double ofMean = 2 * (2 * Math.log(2 / 0.75) + Math.log(1 / 0.75));
        assertThat(figure(scorer, Metric.DEVIANCE_EXPLAINED, 4)).isCloseTo(1 - deviance / ofMean, within(ROUNDING));
    }

    @Test
    void intervalsByHand() {
        double[] zeros = new double[2];
        Band band = new Band(0.8, new double[] {1, 0}, new double[] {3, 2});
        Prediction prediction = Prediction.of(zeros, zeros, zeros).withBands(List.of(), List.of(band));
        TargetScorer scorer = TargetScorer.spend(prediction, Samples.outcomes(new int[2], new double[] {3, 2.5}));
        assertThat(figure(scorer, Metric.COVERAGE_80, 2)).isEqualTo(0.5);
        assertThat(figure(scorer, Metric.WIDTH_80, 2)).isEqualTo(2);
        // half a unit outside costs 2 / 0.2 each
        assertThat(figure(scorer, Metric.WINKLER_80, 2)).isCloseTo(2 + 5.0 / 2, within(ROUNDING));
        assertThat(figure(scorer, Metric.COVERAGE_95, 2)).isNaN();
        assertThat(scorer.reason(Metric.COVERAGE_95)).isEqualTo("no such intervals were predicted");
    }

    @Test
    void trackingByHand() {
        // three steps of a horizon of 10; two customers, actual 1 + 2
        Tracking tracking = new Tracking(
                new double[] {5, 8, 10}, new int[] {1, 0, 1}, new int[] {0, 2, 2}, new int[] {1, 1, 1}, new double[] {
                    4, 5, 6
                });
        Holdout holdout = Samples.outcomes(new int[] {1, 1}, new int[] {1, 2}, new double[] {5, 10}, tracking);
        double[] two = {2, 2};
        Prediction even = Prediction.of(two, two, new double[2]);
        Candidate candidate = Candidate.baseline("even", ignored -> even);
        Candidate early = Candidate.baseline("early", ignored -> even.withTransactionsPerStep(new double[] {3, 1, 0}));
        BacktestReport report = Backtest.run(
                List.of(holdout),
                List.of(candidate, early),
                BacktestOptions.defaults().withResamples(50));
        List<Track> curve = report.evaluations().get(0).transactions().tracking();
        assertThat(curve).extracting(Track::end).containsExactly(5.0, 8.0, 10.0);
        assertThat(curve).extracting(Track::expected).containsExactly(2.0, 3.2, 4.0);
        assertThat(curve).extracting(Track::actual).containsExactly(1.0, 1.0, 3.0);
        assertThat(report.evaluations().get(0).spend().tracking())
                .extracting(Track::actual)
                .containsExactly(4.0, 4.0, 15.0);
        assertThat(report.evaluations().get(1).transactions().tracking())
                .extracting(Track::expected)
                .containsExactly(3.0, 4.0, 4.0);
        double error = report.evaluations()
                .get(0)
                .transactions()
                .estimate(Metric.TRACKING_ERROR)
                .figure()
                .orElseThrow();
        assertThat(error).isCloseTo((1 + 2.2 + 1) / 3 / 3, within(ROUNDING));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void rankFigures(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 2 + random.nextInt(200);
        double[] predicted = random.doubles(n, 0, 5).map(Math::rint).toArray();
        int[] actual = random.ints(n, 0, 4).toArray();
        actual[0] = 7;
        double[] same = Arrays.stream(actual).asDoubleStream().toArray();
        double[] constant = new double[n];
        Arrays.fill(constant, 0.3);
        TargetScorer scorer = scorer(predicted, actual);
        assertThat(figure(scorer, Metric.GINI, n)).isBetween(-1.0, 1.0);
        assertThat(figure(scorer(same, actual), Metric.GINI, n)).isCloseTo(1, within(ROUNDING));
        assertThat(figure(scorer(same, actual), Metric.SPEARMAN, n)).isCloseTo(1, within(ROUNDING));
        assertThat(figure(scorer(constant, actual), Metric.GINI, n)).isCloseTo(0, within(ROUNDING));
        assertThat(figure(scorer(constant, actual), Metric.SPEARMAN, n)).isNaN();
        assertThat(figure(scorer(constant, actual), Metric.TOP_10_CAPTURE, n)).isCloseTo(0.1, within(ROUNDING));
        assertThat(figure(scorer(constant, actual), Metric.TOP_20_CAPTURE, n)).isCloseTo(0.2, within(ROUNDING));
        double[] reversed = Arrays.stream(same).map(y -> 7 - y).toArray();
        assertThat(figure(scorer(reversed, actual), Metric.GINI, n)).isCloseTo(-1, within(ROUNDING));
        // ranks do not change under an increasing map
        double[] mapped = Arrays.stream(predicted).map(p -> Math.exp(p) - 1).toArray();
        for (Metric metric : List.of(Metric.GINI, Metric.SPEARMAN, Metric.TOP_10_CAPTURE, Metric.TOP_20_CAPTURE)) {
            assertThat(figure(scorer(mapped, actual), metric, n)).isEqualTo(figure(scorer, metric, n));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sizeFigures(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 50 + random.nextInt(100);
        double[] predicted = random.doubles(n, 0.1, 5).toArray();
        int[] actual = random.ints(n, 0, 4).toArray();
        double[] spend = Arrays.stream(actual).mapToDouble(y -> y * 12.5).toArray();
        TargetScorer scorer = scorer(predicted, actual);
        double factor = 1.7;
        TargetScorer scaled =
                scorer(Arrays.stream(predicted).map(p -> p * factor).toArray(), actual);
        assertThat(1 + figure(scaled, Metric.BIAS, n))
                .isCloseTo(factor * (1 + figure(scorer, Metric.BIAS, n)), within(1e-10));
        assertThat(figure(scaled, Metric.SCALED_MAE, n))
                .isCloseTo(figure(scorer, Metric.SCALED_MAE, n), within(ROUNDING));
        double mean = Arrays.stream(actual).average().orElseThrow();
        double[] constant = new double[n];
        Arrays.fill(constant, mean);
        // 1 - D/D of sums of n terms
        assertThat(figure(scorer(constant, actual), Metric.DEVIANCE_EXPLAINED, n))
                .isCloseTo(0, within(1e-10));
        double[] same = Arrays.stream(actual).asDoubleStream().toArray();
        assertThat(figure(scorer(same, actual), Metric.DEVIANCE_EXPLAINED, n)).isCloseTo(1, within(ROUNDING));
        assertThat(figure(spendScorer(spend, spend), Metric.DEVIANCE_EXPLAINED, n))
                .isCloseTo(1, within(ROUNDING));
        // another currency changes no share
        double[] dear = Arrays.stream(spend).map(v -> v * 100).toArray();
        double[] dearPredicted = Arrays.stream(predicted).map(v -> v * 100).toArray();
        for (Metric metric : List.of(
                Metric.BIAS, Metric.GINI, Metric.DEVIANCE_EXPLAINED, Metric.RMSE_OVER_MEAN, Metric.DECILE_MAPE)) {
            assertThat(figure(spendScorer(dearPredicted, dear), metric, n))
                    .as(metric.key())
                    .isCloseTo(figure(spendScorer(predicted, spend), metric, n), within(1e-10));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aWeightIsARepetition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 80;
        double[] predicted =
                random.doubles(n, 0.1, 5).map(v -> Math.ceil(v * 2) / 2).toArray();
        int[] actual = random.ints(n, 0, 4).toArray();
        int[] weight = random.ints(n, 0, 4).toArray();
        int[] rows = IntStream.range(0, n)
                .flatMap(i -> IntStream.range(0, weight[i]).map(k -> i))
                .toArray();
        double[] weighted = scorer(predicted, actual).score(weight);
        double[] repeated = scorer(
                        Arrays.stream(rows).mapToDouble(i -> predicted[i]).toArray(),
                        Arrays.stream(rows).map(i -> actual[i]).toArray())
                .score(Samples.ones(rows.length));
        for (int slot = 0; slot < weighted.length; slot++) {
            if (Double.isNaN(repeated[slot])) {
                assertThat(weighted[slot]).as("slot " + slot).isNaN();
            } else {
                assertThat(weighted[slot]).as("slot " + slot).isCloseTo(repeated[slot], within(1e-11));
            }
        }
    }

    @Test
    void allZeroWinsPlainErrorAndNothingElse() {
        int[] actual = {0, 0, 0, 0, 0, 0, 0, 1, 2, 7};
        double[] sensible = {0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.9};
        TargetScorer zero = scorer(new double[10], actual);
        TargetScorer model = scorer(sensible, actual);
        assertThat(figure(zero, Metric.MAE, 10)).isLessThan(figure(model, Metric.MAE, 10));
        assertThat(figure(zero, Metric.SCALED_MAE, 10)).isNaN();
        assertThat(zero.reason(Metric.SCALED_MAE)).isEqualTo("the predicted total is not positive");
        assertThat(figure(zero, Metric.DEVIANCE_EXPLAINED, 10)).isNaN();
        assertThat(zero.reason(Metric.DEVIANCE_EXPLAINED))
                .isEqualTo("the deviance is infinite: 3 customers bought for whom 0 was predicted");
        assertThat(figure(zero, Metric.GINI, 10)).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void reliabilityOfOneTimeBuyersIsApart() {
        int[] frequency = {0, 0, 3, 4};
        Holdout holdout = Samples.outcomes(frequency, new int[] {0, 1, 1, 2}, new double[4], Tracking.NONE);
        Prediction prediction = Prediction.of(new double[4], new double[4], new double[] {0.2, 0.2, 0.9, 0.9});
        Evaluation evaluation = Backtest.run(
                        List.of(holdout),
                        List.of(Candidate.baseline("b", ignored -> prediction)),
                        BacktestOptions.defaults().withResamples(2))
                .evaluations()
                .get(0);
        assertThat(evaluation.purchase().reliabilityOneTime())
                .extracting(Rank::meanActual)
                .allSatisfy(share -> assertThat(share).isCloseTo(0.5, within(ROUNDING)));
        assertThat(evaluation
                        .purchase()
                        .estimate(Metric.BRIER_ONE_TIME)
                        .figure()
                        .orElseThrow())
                .isCloseTo((0.04 + 0.64) / 2, within(ROUNDING));
        assertThat(evaluation
                        .purchase()
                        .estimate(Metric.CALIBRATION_ERROR_ONE_TIME)
                        .figure()
                        .orElseThrow())
                .isCloseTo(0.3, within(ROUNDING));
    }
}
