// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/**
 * The distribution of a customer's total spend given at least one purchase, for a level of spend with mean 1.
 *
 * <p>The level Z is inverse gamma with shape A = 2 + 1 / levelVariation (the Gamma-Gamma posterior), single amounts given Z are gamma with squared coefficient of variation
 * c. The sum of n amounts is then n (A - 1) / A times an F variate with 2 n / c and 2 A degrees of freedom, and the total is the mixture over
 * the {@link PurchaseCount}. The F distribution function is Paulson's (1942) normal approximation of the cube root, which is why everything here
 * is in y, the cube root of the amount:
 *
 * <pre>
 * F_n(y) = Phi((a k y - b) / sqrt(d k^2 y^2 + e)),  k = (A / ((A - 1) n))^(1/3), d = 1 / (9 A), e = c / (9 n), a = 1 - d, b = 1 - e
 * </pre>
 *
 * <p>Absolute error of F_n: at most 0.004 for c &lt;= 0.5, 0.013 at c = 1, 0.06 at c = 2, all of it near 0; 0.2 at c = 5.
 */
final class SpendMixture {
    /** Counts up to here have their own component; beyond, neighbours share one at their mean. */
    private static final int SINGLE_UP_TO = 24;

    /** Relative width of the groups of larger counts: their components overlap almost wholly. */
    private static final double GROUP_WIDTH = 1.06;

    private static final double NEGLIGIBLE = 1e-6;

    /** Standard deviations beyond which the normal distribution is 0 or 1 within 1e-9. */
    private static final double FAR = 6;

    /** Relative error of a root; interpolation between table nodes costs more. */
    private static final double TOLERANCE = 1e-6;

    private final double d;
    private final double a;
    private final double[] weight;
    private final double[] scale;
    private final double[] e;
    private int size;
    private double density;

    private SpendMixture(double d, int most) {
        this.d = d;
        this.a = 1 - d;
        this.weight = new double[most];
        this.scale = new double[most];
        this.e = new double[most];
    }

    /** Mixture for a count whose {@link PurchaseCount#none()} is ignored. */
    static SpendMixture of(PurchaseCount count, double levelVariation, double purchaseVariation) {
        double inverseShape = levelVariation / (1 + 2 * levelVariation);
        SpendMixture mixture = new SpendMixture(inverseShape / 9, SINGLE_UP_TO + 256);
        double p = count.probabilityOfOne();
        double left = 1;
        int n = 1;
        while (left > NEGLIGIBLE && mixture.size < mixture.weight.length - 1) {
            double last = n <= SINGLE_UP_TO ? n : Math.floor(n * GROUP_WIDTH);
            double sum = 0;
            double moment = 0;
            for (; n <= last; n++) {
                sum += p;
                moment += p * n;
                p *= count.ratio(n);
            }
            if (sum > 0) {
                mixture.add(sum, moment / sum, inverseShape, purchaseVariation);
            }
            left -= sum;
        }
        return mixture;
    }

    private void add(double probability, double n, double inverseShape, double purchaseVariation) {
        weight[size] = probability;
        scale[size] = Math.cbrt(1 / ((1 - inverseShape) * n));
        e[size] = purchaseVariation / (9 * n);
        size++;
    }

    /** P(total &lt;= y^3); sets {@link #density} to its derivative in y. */
    double cumulative(double y) {
        double sum = 0;
        double slopes = 0;
        for (int i = 0; i < size; i++) {
            double z = scale[i] * y;
            double spread = Math.sqrt(d * z * z + e[i]);
            double normal = (a * z - 1 + e[i]) / spread;
            if (normal < -FAR) {
                break; // larger counts lie further away still
            }
            if (normal > FAR) {
                sum += weight[i];
            } else {
                double bell = Normal.density(normal);
                sum += weight[i] * Normal.cumulative(normal, bell);
                slopes += weight[i] * scale[i] * bell * (a * e[i] + (1 - e[i]) * d * z) / (spread * spread * spread);
            }
        }
        density = slopes;
        return sum;
    }

    /** Cube roots of the quantiles at rising probabilities in (0, 1); 0 where the approximation leaves more than that below 0. */
    double[] roots(double[] probabilities) {
        double[] roots = new double[probabilities.length];
        double step = 0.1;
        for (int i = 0; i < roots.length; i++) {
            double low = i == 0 ? 0 : roots[i - 1];
            roots[i] = root(probabilities[i], low, low + step);
            // roots are nearly equidistant in the table's probabilities: the last distance leads close to the next root
            step = Math.max(1e-3, roots[i] - low);
        }
        return roots;
    }

    /** Newton's method, kept inside a bracket that shrinks. */
    private double root(double probability, double from, double guess) {
        double low = from;
        double high = Double.POSITIVE_INFINITY;
        double y = guess;
        if (low == 0 && cumulative(0) >= probability) {
            return 0;
        }
        for (int i = 0; i < 100; i++) {
            double excess = cumulative(y) - probability;
            if (excess > 0) {
                high = y;
            } else {
                low = y;
            }
            double next = y - excess / density;
            // a flat stretch before, between or after the counts throws Newton out of the bracket
            double farthest = Math.min(high, 1.5 * y + 1e-3);
            if (!(next > low && next < farthest)) {
                next = farthest < high ? farthest : 0.5 * (low + high);
            }
            if (Math.abs(next - y) <= TOLERANCE * y) {
                return next;
            }
            y = next;
        }
        return y;
    }
}
