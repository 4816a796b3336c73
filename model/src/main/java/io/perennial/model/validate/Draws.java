// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Figures and their bootstrap resamples, of one scorer at one origin or combined over origins and candidates. */
final class Draws {
    /** Below this share of resamples in which a figure is defined its interval would be that of easier data. */
    private static final double DEFINED = 0.9;

    private final List<Metric> metrics;
    /** First row the figures themselves, then one row per resample. */
    private final double[][] rows;

    private final Function<Metric, String> reason;
    private final double level;

    Draws(List<Metric> metrics, double[][] rows, Function<Metric, String> reason, double level) {
        this.metrics = metrics;
        this.rows = rows;
        this.reason = reason;
        this.level = level;
    }

    /** Mean over origins, undefined where it is undefined at one of them. */
    static Draws mean(List<Draws> origins, List<String> labels) {
        Draws first = origins.get(0);
        double[][] rows = new double[first.rows.length][first.metrics.size()];
        for (int b = 0; b < rows.length; b++) {
            for (int m = 0; m < first.metrics.size(); m++) {
                for (Draws origin : origins) {
                    rows[b][m] += origin.rows[b][m] / origins.size();
                }
            }
        }
        return new Draws(first.metrics, rows, metric -> reasonAtFirst(origins, labels, metric), first.level);
    }

    private static String reasonAtFirst(List<Draws> origins, List<String> labels, Metric metric) {
        for (int o = 0; o < origins.size(); o++) {
            if (Double.isNaN(origins.get(o).value(metric))) {
                return origins.get(o).reason.apply(metric) + " (" + labels.get(o) + ")";
            }
        }
        return "undefined";
    }

    /** Paired difference: both sides on the same resamples. */
    Draws minus(Draws other) {
        double[][] differences = new double[rows.length][metrics.size()];
        for (int b = 0; b < rows.length; b++) {
            for (int m = 0; m < metrics.size(); m++) {
                differences[b][m] = rows[b][m] - other.rows[b][m];
            }
        }
        Function<Metric, String> reasons =
                metric -> Double.isNaN(value(metric)) ? reason.apply(metric) : other.reason.apply(metric);
        return new Draws(metrics, differences, reasons, level);
    }

    /** The figure itself, NaN where undefined. */
    double value(Metric metric) {
        return rows[0][metrics.indexOf(metric)];
    }

    Estimate estimate(Metric metric) {
        int slot = metrics.indexOf(metric);
        return estimate(slot, Double.isNaN(rows[0][slot]) ? reason.apply(metric) : "");
    }

    /** Percentile interval of a slot; {@code whyNot} is the reason given when it is undefined. */
    Estimate estimate(int slot, String whyNot) {
        double value = rows[0][slot];
        if (!Double.isFinite(value)) {
            return Estimate.undefined(whyNot);
        }
        double[] sorted = Arrays.stream(rows)
                .skip(1)
                .mapToDouble(row -> row[slot])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length < 2 || sorted.length < DEFINED * (rows.length - 1)) {
            return Estimate.exact(value);
        }
        return new Estimate(
                value,
                quantile(sorted, (1 - level) / 2),
                quantile(sorted, (1 + level) / 2),
                standardDeviation(sorted),
                null);
    }

    Map<String, Estimate> estimates() {
        Map<String, Estimate> map = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            map.put(metric.key(), estimate(metric));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Linear between order statistics (type 7 of Hyndman and Fan 1996). */
    private static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static double standardDeviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
