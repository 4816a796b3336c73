// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

/**
 * Partial pooling of the means of segments: a small segment is drawn towards the mean of all, by how much customers differ within segments against how much segments differ.
 *
 * <p>pooled = z × mean + (1 - z) × overall, z = n / (n + within / between); within is the pooled variance of customers, between the variance of the true means, estimated by moments:
 * (sum n (mean - overall)² - (k - 1) within) / (N - sum n² / N), at least 0 (then all have the overall mean). Source: Bühlmann and Straub (1970), with overall weighted by customers.
 *
 * @param within variance of customers of one segment
 * @param between variance of the true means of segments
 */
public record Credibility(double overall, double within, double between) {
    /**
     * @param n customers of each segment, at least 1
     * @param mean of each segment
     * @param variance of each segment, n - 1 in the denominator; anything where n is 1
     */
    public static Credibility of(long[] n, double[] mean, double[] variance) {
        double all = 0;
        double squares = 0;
        double sum = 0;
        double inside = 0;
        for (int i = 0; i < n.length; i++) {
            all += n[i];
            squares += (double) n[i] * n[i];
            sum += n[i] * mean[i];
            inside += n[i] > 1 ? (n[i] - 1) * variance[i] : 0;
        }
        double overall = all > 0 ? sum / all : 0;
        double within = all > n.length ? inside / (all - n.length) : 0;
        double across = 0;
        for (int i = 0; i < n.length; i++) {
            across += n[i] * (mean[i] - overall) * (mean[i] - overall);
        }
        double scale = all > 0 ? all - squares / all : 0;
        double between = scale > 0 ? Math.max(0, (across - (n.length - 1) * within) / scale) : 0;
        return new Credibility(overall, within, between);
    }

    /** Weight of a segment's own mean, in [0, 1]. */
    public double weight(long n) {
        if (within == 0) {
            return between > 0 ? 1 : 0;
        }
        return between == 0 ? 0 : n / (n + within / between);
    }

    /** The mean of a segment drawn towards the mean of all. */
    public double pooled(long n, double mean) {
        double z = weight(n);
        return z * mean + (1 - z) * overall;
    }
}
