// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.Notice;
import io.perennial.engine.report.Activity.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the templates see: the report, its figures and sentences, and the parts of the file that never change. */
record Page(ScoreReport report, Figures figures, Findings findings, Assets assets, String chartData) {

    /** Shares of the customers at which the concentration curve is tabulated. */
    static final List<Double> CURVE_ROWS = List.of(0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

    static Page of(ScoreReport report) {
        Figures figures = Figures.of(report.frame().currency());
        return new Page(report, figures, new Findings(report, figures), Assets.load(), ChartData.of(report, figures));
    }

    /** What a reader should know before anything else. */
    List<Notice> warnings() {
        return report.warnings().stream().filter(notice -> !notice.detail()).toList();
    }

    /** What explains more than it warns, folded away. */
    List<Notice> details() {
        return report.warnings().stream().filter(Notice::detail).toList();
    }

    /** The matrix of an {@link Activity} by row and column, with the shade of each cell. */
    static final class Matrix {
        /** Shades of the style sheet: 0 is the faintest. */
        private static final int SHADES = 9;

        private final Map<List<Integer>, Cell> cells = new HashMap<>();
        private final double logLargest;

        Matrix(Activity activity) {
            activity.cells().forEach(cell -> cells.put(List.of(cell.sinceLast(), cell.purchases()), cell));
            this.logLargest = Math.log1p((double)
                    activity.cells().stream().mapToLong(Cell::customers).max().orElse(1));
        }

        @Nullable
        Cell at(int sinceLast, int purchases) {
            return cells.get(List.of(sinceLast, purchases));
        }

        int probabilityShade(Cell cell) {
            return shade(cell.probabilityAlive());
        }

        /** By order of magnitude, or one full cell would leave all others blank. */
        int customersShade(Cell cell) {
            return shade(Math.log1p((double) cell.customers()) / logLargest);
        }

        private static int shade(double fraction) {
            return (int) Math.min(SHADES - 1, Math.max(0, Math.floor(fraction * SHADES)));
        }
    }

    Matrix matrix(Activity activity) {
        return new Matrix(activity);
    }

    /** Share of the value held by this share of the customers: the curve read by linear interpolation; NaN outside it. */
    static double held(List<Concentration.Point> curve, double customers) {
        for (int i = 1; i < curve.size(); i++) {
            Concentration.Point from = curve.get(i - 1);
            Concentration.Point to = curve.get(i);
            if (from.customers() <= customers && customers <= to.customers()) {
                double span = to.customers() - from.customers();
                double part = span == 0 ? 1 : (customers - from.customers()) / span;
                return from.value() + part * (to.value() - from.value());
            }
        }
        return Double.NaN;
    }

    /** Whether this contender has the best figure of a measure among all of them. */
    static boolean best(Evidence.Holdout holdout, int measure, Evidence.Contender contender) {
        double own = merit(holdout, measure, contender);
        return Double.isFinite(own)
                && holdout.contenders().stream().noneMatch(other -> merit(holdout, measure, other) > own);
    }

    private static double merit(Evidence.Holdout holdout, int measure, Evidence.Contender contender) {
        double value = contender.results().get(measure).value();
        return switch (holdout.measures().get(measure).better()) {
            case HIGHER -> value;
            case LOWER -> -value;
            case NEAR_ZERO -> -Math.abs(value);
            case NEITHER -> Double.NaN;
        };
    }

    /** A figure of a measure as text. */
    String measured(Evidence.Measure measure, double value) {
        return switch (measure.format()) {
            case PERCENT -> Figures.percent(value, 1);
            case NUMBER -> Figures.number(value, Math.abs(value) < 100 ? 3 : 0);
            case MONEY -> Figures.number(value, Math.abs(value) < 100_000 ? 2 : 0);
            case SECONDS -> Figures.seconds(value);
        };
    }
}
