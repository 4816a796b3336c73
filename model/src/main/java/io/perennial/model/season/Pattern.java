// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Whether counts follow a pattern that comes back, such as the months of every year, and which.
 *
 * <p>Counts of repetition y and cell m have mean expected(y, m) level(y) effect(m) and variance dispersion times their mean (quasi-Poisson). Levels and effects are the
 * most likely ones, found by scaling rows and columns in turn; the dispersion is Pearson's chi-square over (repetitions - 1) (cells - 1), at least 1. The test against equal
 * effects is F = (deviance without - deviance with effects) / (cells - 1) / dispersion (McCullagh and Nelder 1989, section 4.5). Log effects are shrunk towards their mean by
 * S / (S + v), v = dispersion / count being the error of one and S what their variance has beyond the mean error, so that effects that do not repeat vanish.
 *
 * @param factors one per cell, geometric mean about 1; all 1 where nothing is known
 * @param repetitions how often every cell was seen
 * @param pValue chance of such differences between cells without a pattern; 1 where nothing is known
 * @param dispersion variance of a count over its mean, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // one entry per cell
public record Pattern(double[] factors, int repetitions, double pValue, double dispersion) {
    /** A pattern is seen where chance makes one as clear in a hundred shops. */
    public static final double SIGNIFICANCE = 0.01;

    /** Purchases expected per cell and repetition, on average, below which nothing is estimated: most cells would be empty. */
    private static final double FEWEST = 3;

    /** Sweeps over rows and columns; they converge geometrically, and the tables are nearly proportional from the start. */
    private static final int SWEEPS = 50;

    /** No factor below this: a closed day still has some weight, so that time never stands still. */
    private static final double LEAST_FACTOR = 0.01;

    /** Nothing known: every cell alike. */
    static Pattern none(int cells, int repetitions) {
        double[] ones = new double[cells];
        Arrays.fill(ones, 1);
        return new Pattern(ones, repetitions, 1, 1);
    }

    /** Whether the pattern is more than chance. */
    public boolean seen() {
        return pValue < SIGNIFICANCE;
    }

    /** These factors where the pattern is {@link #seen}, 1 everywhere otherwise. */
    Pattern orNone() {
        double[] ones = new double[factors.length];
        Arrays.fill(ones, 1);
        return seen() ? this : new Pattern(ones, repetitions, pValue, dispersion);
    }

    /**
     * The pattern of counts.
     *
     * @param counted one row per repetition, one column per cell
     * @param expected the same without a pattern, up to a factor per repetition; not negative
     */
    static Pattern of(double[][] counted, double[][] expected) {
        int repetitions = counted.length;
        int cells = repetitions == 0 ? 0 : counted[0].length;
        if (repetitions < 2 || !enough(counted, expected)) {
            return none(cells, repetitions);
        }
        double[] level = new double[repetitions];
        double[] effect = new double[cells];
        Arrays.fill(effect, 1);
        scaleRows(counted, expected, effect, level);
        double[] flatLevel = level.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            scaleColumns(counted, expected, level, effect);
            scaleRows(counted, expected, effect, level);
        }
        double pearson = 0;
        double gain = 0;
        for (int y = 0; y < repetitions; y++) {
            for (int m = 0; m < cells; m++) {
                double mean = Math.max(1e-12, expected[y][m] * level[y] * effect[m]);
                pearson += (counted[y][m] - mean) * (counted[y][m] - mean) / mean;
                gain += counted[y][m] > 0 ? 2 * counted[y][m] * Math.log(mean / (expected[y][m] * flatLevel[y])) : 0;
            }
        }
        double freedom = (repetitions - 1.0) * (cells - 1);
        double dispersion = Math.max(1, pearson / freedom);
        double statistic = Math.max(0, gain / (cells - 1) / dispersion);
        double pValue = 1 - new FDistribution(cells - 1, freedom).cumulativeProbability(statistic);
        return new Pattern(shrunk(counted, effect, dispersion), repetitions, pValue, dispersion);
    }

    private static boolean enough(double[][] counted, double[][] expected) {
        for (int y = 0; y < counted.length; y++) {
            double count = Arrays.stream(counted[y]).sum();
            double least = Arrays.stream(expected[y]).min().orElse(0);
            if (count < FEWEST * counted[y].length || !(least > 0)) {
                return false;
            }
        }
        return true;
    }

    private static void scaleRows(double[][] counted, double[][] expected, double[] effect, double[] level) {
        for (int y = 0; y < level.length; y++) {
            double count = 0;
            double mean = 0;
            for (int m = 0; m < effect.length; m++) {
                count += counted[y][m];
                mean += expected[y][m] * effect[m];
            }
            level[y] = count / mean;
        }
    }

    private static void scaleColumns(double[][] counted, double[][] expected, double[] level, double[] effect) {
        for (int m = 0; m < effect.length; m++) {
            double count = 0;
            double mean = 0;
            for (int y = 0; y < level.length; y++) {
                count += counted[y][m];
                mean += expected[y][m] * level[y];
            }
            effect[m] = Math.max(LEAST_FACTOR, count / mean);
        }
    }

    private static double[] shrunk(double[][] counted, double[] effect, double dispersion) {
        int cells = effect.length;
        double[] log = new double[cells];
        double[] error = new double[cells];
        for (int m = 0; m < cells; m++) {
            double count = 0;
            for (double[] repetition : counted) {
                count += repetition[m];
            }
            log[m] = Math.log(effect[m]);
            error[m] = dispersion / Math.max(0.5, count);
        }
        double mean = Arrays.stream(log).average().orElse(0);
        double spread = Arrays.stream(log).map(l -> (l - mean) * (l - mean)).sum() / (cells - 1);
        double signal = Math.max(0, spread - Arrays.stream(error).average().orElse(0));
        double[] factors = new double[cells];
        for (int m = 0; m < cells; m++) {
            double kept = signal == 0 ? 0 : signal / (signal + error[m]);
            factors[m] = Math.exp(kept * (log[m] - mean));
        }
        return factors;
    }
}
