// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Quantiles of {@link SpendMixture} from a table over excess and dispersion of the count, variation of the level and probability, for one variation
 * of single purchases.
 *
 * <p>The table holds cube roots relative to the cube root of the mean count, which are nearly linear in the coordinates chosen; look-up is linear in all four. A
 * column of the table is computed when it is first needed, so that a small file does not pay for customers it does not have; its content does not depend
 * on who asks first.
 */
final class SpendQuantiles {
    /** Log-odds of the tabulated probabilities: 0.0009 to 0.977, beyond the upper end of a 95 % interval. */
    private static final double FIRST_LOG_ODDS = -7;

    private static final double LOG_ODDS_STEP = 0.45;
    private static final int PROBABILITIES = 25;

    /** log(1 + excess) up to an excess of about 400. */
    private static final double EXCESS_STEP = 0.3;

    private static final int EXCESSES = 21;
    private static final double MOST_EXCESS = Math.expm1(EXCESS_STEP * (EXCESSES - 1));

    /** sqrt(dispersion) / (1 + sqrt(dispersion)): 0.8 at the largest dispersion. */
    private static final double DISPERSION_STEP = 0.1;

    private static final int DISPERSIONS = 9;

    /** sqrt(1 / shape of the level): 0.7071 at infinite variation, which the last node represents well enough. */
    private static final double LEVEL_STEP = 0.1;

    private static final int LEVELS = 8;

    /** A fixed price is treated as one that varies by 3 %. */
    private static final double LEAST_PURCHASE_VARIATION = 1e-3;

    private static final double[] PROBABILITY = probabilities();

    private final double purchaseVariation;
    private final AtomicReferenceArray<float[]> columns = new AtomicReferenceArray<>(EXCESSES * DISPERSIONS * LEVELS);

    SpendQuantiles(double purchaseVariation) {
        this.purchaseVariation = Math.max(LEAST_PURCHASE_VARIATION, purchaseVariation);
    }

    private static double[] probabilities() {
        double[] result = new double[PROBABILITIES];
        for (int i = 0; i < PROBABILITIES; i++) {
            result[i] = 1 / (1 + Math.exp(-FIRST_LOG_ODDS - i * LOG_ODDS_STEP));
        }
        return result;
    }

    /** First coordinate: the excess, see {@link PurchaseCount}. */
    static double excessCoordinate(double excess) {
        return Math.log1p(excess) / EXCESS_STEP;
    }

    /** Second coordinate: the dispersion, see {@link PurchaseCount}. */
    static double dispersionCoordinate(double excess, double dispersion) {
        double spread = dispersion;
        if (excess > MOST_EXCESS) {
            // beyond the table only the variation of the count matters: move the difference of the Poisson part into
            // the dispersion
            spread = Math.max(0, dispersion + 1 / excess - 1 / MOST_EXCESS);
        }
        double root = Math.sqrt(spread);
        return root / (1 + root) / DISPERSION_STEP;
    }

    /** Third coordinate: the squared coefficient of variation of the customer's level of spend. */
    static double levelCoordinate(double levelVariation) {
        return Math.sqrt(levelVariation / (1 + 2 * levelVariation)) / LEVEL_STEP;
    }

    /**
     * Fourth coordinate, of the quantile at {@code probability} of a total that is positive with probability {@code some}; minus infinity where
     * that quantile is 0.
     */
    static double probabilityCoordinate(double probability, double some) {
        double none = 1 - some;
        return probability > none
                ? (Math.log((probability - none) / (1 - probability)) - FIRST_LOG_ODDS) / LOG_ODDS_STEP
                : Double.NEGATIVE_INFINITY;
    }

    /** One customer's place in the table; reused from customer to customer so that the hot loop allocates nothing. */
    final class Place {
        private final float[][] corner = new float[8][];
        private final double[] share = new double[8];

        /** Moves to a customer with the coordinates of excess, dispersion and level. */
        void moveTo(double x, double y, double z) {
            int i = (int) Math.min(x, EXCESSES - 2);
            int j = (int) Math.min(y, DISPERSIONS - 2);
            int k = (int) Math.min(z, LEVELS - 2);
            double right = Math.min(1, x - i);
            double up = Math.min(1, y - j);
            double back = Math.min(1, z - k);
            int at = 0;
            for (int di = 0; di < 2; di++) {
                double first = di == 0 ? 1 - right : right;
                for (int dj = 0; dj < 2; dj++) {
                    double second = first * (dj == 0 ? 1 - up : up);
                    share[at] = second * (1 - back);
                    corner[at++] = column(i + di, j + dj, k);
                    share[at] = second * back;
                    corner[at++] = column(i + di, j + dj, k + 1);
                }
            }
        }

        /**
         * Quantile of the total spend given at least one purchase, as a multiple of its mean. Below the first tabulated probability it falls
         * with the odds to 0, above the last it stays.
         *
         * @param x coordinate of the probability
         */
        double quantile(double x) {
            double from = Math.max(0, x);
            int i = (int) Math.min(from, PROBABILITIES - 2);
            double right = Math.min(1, from - i);
            double left = 1 - right;
            double root = 0;
            for (int c = 0; c < 8; c++) {
                float[] column = corner[c];
                root += share[c] * (left * column[i] + right * column[i + 1]);
            }
            double quantile = root * root * root;
            return x < 0 ? quantile * Math.exp(x * LOG_ODDS_STEP) : quantile;
        }
    }

    private float[] column(int excess, int dispersion, int level) {
        int index = (excess * DISPERSIONS + dispersion) * LEVELS + level;
        float[] known = columns.getAcquire(index);
        if (known != null) {
            return known;
        }
        float[] computed = compute(excess, dispersion, level);
        columns.setRelease(index, computed);
        return computed;
    }

    private float[] compute(int excessIndex, int dispersionIndex, int levelIndex) {
        double excess = Math.expm1(excessIndex * EXCESS_STEP);
        double ratio = dispersionIndex * DISPERSION_STEP / (1 - dispersionIndex * DISPERSION_STEP);
        double inverseShape = Math.min(0.499, Math.pow(levelIndex * LEVEL_STEP, 2));
        double levelVariation = inverseShape / (1 - 2 * inverseShape);
        PurchaseCount count = new PurchaseCount(0, excess, ratio * ratio);
        double[] roots =
                SpendMixture.of(count, levelVariation, purchaseVariation).roots(PROBABILITY);
        double meanRoot = Math.cbrt(1 + excess);
        float[] column = new float[PROBABILITIES];
        for (int i = 0; i < PROBABILITIES; i++) {
            column[i] = (float) (roots[i] / meanRoot);
        }
        return column;
    }
}
