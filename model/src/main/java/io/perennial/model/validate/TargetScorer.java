// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static io.perennial.model.validate.Metric.*;

import io.perennial.model.validate.BacktestReport.Rank;
import io.perennial.model.validate.BacktestReport.Track;
import io.perennial.model.validate.Holdout.Tracking;
import io.perennial.model.validate.Prediction.Band;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accuracy of predicted transactions or spend. Slots: the metrics, the mean actual of each decile, the cumulative actual per customer at each tracking step. */
final class TargetScorer implements Scorer {
    private static final int DECILES = 10;
    private static final List<Metric> METRICS = List.of(
            BIAS,
            TRACKING_ERROR,
            GINI,
            DEVIANCE_EXPLAINED,
            DECILE_MAPE,
            DECILE_WAPE,
            MAE,
            SCALED_MAE,
            RMSE_OVER_MEAN,
            SPEARMAN,
            TOP_10_CAPTURE,
            TOP_20_CAPTURE,
            COVERAGE_80,
            WIDTH_80,
            WINKLER_80,
            COVERAGE_95,
            WIDTH_95,
            WINKLER_95);

    private final double[] predicted;
    private final double[] actual;
    private final Deviance deviance;
    private final Ranking byPredicted;
    private final Ranking byActual;
    private final @Nullable BandScore band80;
    private final @Nullable BandScore band95;
    private final Tracking tracking;
    private final double[] movement;
    private final double[] shape;

    private TargetScorer(
            double[] predicted,
            double[] actual,
            Deviance deviance,
            List<Band> bands,
            Tracking tracking,
            double[] movement,
            double[] shape) {
        this.predicted = predicted;
        this.actual = actual;
        this.deviance = deviance;
        this.byPredicted = Ranking.of(predicted);
        this.byActual = Ranking.of(actual);
        this.band80 = band(bands, 0.80, actual);
        this.band95 = band(bands, 0.95, actual);
        this.tracking = tracking;
        this.movement = movement;
        this.shape = shape;
    }

    static TargetScorer transactions(Prediction prediction, Holdout holdout) {
        double[] actual = toDouble(holdout.outcome().transactions());
        return new TargetScorer(
                prediction.transactions(),
                actual,
                Deviance.poisson(prediction.transactions(), actual),
                prediction.transactionBands(),
                holdout.tracking(),
                toDouble(holdout.tracking().transactions()),
                shape(prediction, holdout));
    }

    static TargetScorer spend(Prediction prediction, Holdout holdout) {
        double[] actual = holdout.outcome().spend();
        return new TargetScorer(
                prediction.spend(),
                actual,
                Deviance.tweedie(prediction.spend(), actual),
                prediction.spendBands(),
                holdout.tracking(),
                holdout.tracking().spend(),
                shape(prediction, holdout));
    }

    /** Share of the expected transactions due by the end of each step; spend follows the transactions. */
    private static double[] shape(Prediction prediction, Holdout holdout) {
        double[] ends = holdout.tracking().ends();
        double[] perStep = prediction.transactionsPerStep();
        if (perStep.length != 0 && perStep.length != ends.length) {
            throw new IllegalArgumentException("transactionsPerStep must have %d steps, was %d (%s)"
                    .formatted(ends.length, perStep.length, holdout.origin()));
        }
        double all = Arrays.stream(perStep).sum();
        double[] shape = new double[ends.length];
        double due = 0;
        for (int s = 0; s < ends.length; s++) {
            if (all > 0) {
                due += perStep[s];
                shape[s] = due / all;
            } else {
                shape[s] = ends[s] / holdout.horizon();
            }
        }
        return shape;
    }

    @Override
    public List<Metric> metrics() {
        return METRICS;
    }

    private int slots() {
        return METRICS.size() + DECILES + shape.length;
    }

    @Override
    public double[] score(int[] weight) {
        double[] out = new double[slots()];
        Arrays.fill(out, Double.NaN);
        double total = 0;
        double sumPredicted = 0;
        double sumActual = 0;
        double absolute = 0;
        double square = 0;
        for (int i = 0; i < weight.length; i++) {
            double error = predicted[i] - actual[i];
            total += weight[i];
            sumPredicted += weight[i] * predicted[i];
            sumActual += weight[i] * actual[i];
            absolute += weight[i] * Math.abs(error);
            square += weight[i] * error * error;
        }
        if (total == 0) {
            return out;
        }
        put(out, MAE, absolute / total);
        put(out, DEVIANCE_EXPLAINED, deviance.explained(weight));
        if (sumActual > 0) {
            put(out, BIAS, sumPredicted / sumActual - 1);
            put(out, RMSE_OVER_MEAN, Math.sqrt(square / total) / (sumActual / total));
            if (sumPredicted > 0) {
                put(out, SCALED_MAE, scaledError(weight, sumActual / sumPredicted) / total);
            }
        }
        scoreRanks(weight, total, sumActual, out);
        scoreTracking(weight, total, sumPredicted, sumActual, out);
        if (band80 != null) {
            band80.score(weight, out, METRICS.indexOf(COVERAGE_80));
        }
        if (band95 != null) {
            band95.score(weight, out, METRICS.indexOf(COVERAGE_95));
        }
        return out;
    }

    private double scaledError(int[] weight, double scale) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * Math.abs(scale * predicted[i] - actual[i]);
        }
        return sum;
    }

    private void scoreRanks(int[] weight, double total, double sumActual, double[] out) {
        double[] groupWeight = byPredicted.weights(weight);
        double[] groupActual = byPredicted.totals(weight, actual);
        double[] ranks = Ranking.midRanks(groupWeight);
        double[] perfectWeight = byActual.weights(weight);
        double[] perfectRanks = Ranking.midRanks(perfectWeight);
        if (Ranking.populated(perfectWeight) > 1) {
            double perfect = Ranking.product(byActual.totals(perfectWeight), perfectRanks);
            put(out, GINI, Ranking.product(groupActual, ranks) / perfect);
            if (Ranking.populated(groupWeight) > 1) {
                double covariance = Ranking.product(byPredicted.totals(weight, byActual, perfectRanks), ranks);
                double variances = Ranking.variance(groupWeight, ranks) * Ranking.variance(perfectWeight, perfectRanks);
                put(out, SPEARMAN, covariance / Math.sqrt(variances));
            }
        }
        double[] decileActual = Ranking.spread(groupWeight, groupActual, DECILES);
        double[] decilePredicted = Ranking.spread(groupWeight, byPredicted.totals(groupWeight), DECILES);
        double error = 0;
        double absolute = 0;
        for (int d = 0; d < DECILES; d++) {
            absolute += Math.abs(decilePredicted[d] - decileActual[d]);
            error += decileActual[d] > 0 ? Math.abs(decilePredicted[d] / decileActual[d] - 1) : Double.NaN;
            out[METRICS.size() + d] = decileActual[d] / (total / DECILES);
        }
        put(out, DECILE_MAPE, error / DECILES);
        if (sumActual > 0) {
            put(out, DECILE_WAPE, absolute / sumActual);
            put(out, TOP_10_CAPTURE, decileActual[0] / sumActual);
            put(out, TOP_20_CAPTURE, (decileActual[0] + decileActual[1]) / sumActual);
        }
    }

    private void scoreTracking(int[] weight, double total, double sumPredicted, double sumActual, double[] out) {
        int steps = shape.length;
        int at = METRICS.size() + DECILES;
        double[] reached = reached(weight);
        double error = 0;
        for (int s = 0; s < steps; s++) {
            // per customer, because the number of customers drawn varies
            out[at + s] = reached[s] / total;
            error += Math.abs(shape[s] * sumPredicted - reached[s]);
        }
        if (steps > 0 && sumActual > 0) {
            put(out, TRACKING_ERROR, error / steps / sumActual);
        }
    }

    /** Cumulative actual total at each step. */
    private double[] reached(int[] weight) {
        double[] totals = new double[shape.length];
        for (int e = 0; e < movement.length; e++) {
            totals[tracking.step()[e]] += weight[tracking.row()[e]] * movement[e];
        }
        for (int s = 1; s < totals.length; s++) {
            totals[s] += totals[s - 1];
        }
        return totals;
    }

    @Override
    public String reason(Metric metric) {
        if (actual.length == 0) {
            return "no customers";
        }
        double sumActual = Arrays.stream(actual).sum();
        boolean oneActual = byActual.groups() == 1;
        String nothing = "the actual total of the holdout is not positive";
        return switch (metric) {
            case TRACKING_ERROR -> shape.length == 0 ? "no dates of the holdout's purchases" : nothing;
            case GINI -> "all customers had the same outcome";
            case SPEARMAN -> oneActual ? "all customers had the same outcome" : "all predictions are equal";
            case DEVIANCE_EXPLAINED ->
                deviance.infinite() > 0
                        ? "the deviance is infinite: " + deviance.infinite()
                                + " customers bought for whom 0 was predicted"
                        : oneActual ? "all customers had the same outcome" : nothing;
            case DECILE_MAPE -> "a decile's actual total is not positive";
            case SCALED_MAE -> sumActual > 0 ? "the predicted total is not positive" : nothing;
            case COVERAGE_80, WIDTH_80, WINKLER_80, COVERAGE_95, WIDTH_95, WINKLER_95 ->
                "no such intervals were predicted";
            default -> nothing;
        };
    }

    double predictedTotal() {
        return Arrays.stream(predicted).sum();
    }

    double actualTotal() {
        return Arrays.stream(actual).sum();
    }

    /** The decile table, highest predictions first. */
    List<Rank> deciles(Draws draws) {
        return RankTable.rows(byPredicted, predicted, actual, DECILES, draws, METRICS.size());
    }

    /** The tracking curve, with {@code draws} of the cumulative actual per customer. */
    List<Track> tracking(Draws draws) {
        int n = actual.length;
        double predictedTotal = predictedTotal();
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        double[] reached = reached(ones);
        List<Track> curve = new ArrayList<>();
        for (int s = 0; s < shape.length; s++) {
            Estimate mean = draws.estimate(METRICS.size() + DECILES + s, "");
            curve.add(new Track(
                    tracking.ends()[s],
                    shape[s] * predictedTotal,
                    reached[s],
                    times(n, mean.low()),
                    times(n, mean.high())));
        }
        return List.copyOf(curve);
    }

    private static @Nullable Double times(int n, @Nullable Double value) {
        return value == null ? null : (Double) (n * value);
    }

    private static void put(double[] out, Metric metric, double value) {
        out[METRICS.indexOf(metric)] = value;
    }

    private static @Nullable BandScore band(List<Band> bands, double level, double[] actual) {
        for (Band band : bands) {
            // levels are written as decimals, so equal up to rounding
            if (Math.abs(band.level() - level) < 1e-9) {
                return new BandScore(band, actual);
            }
        }
        return null;
    }

    private static double[] toDouble(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
