// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.Prediction.Band;

/** Coverage, width and Winkler score of the intervals of one level, prepared per customer. */
final class BandScore {
    private final double[] inside;
    private final double[] width;
    private final double[] winkler;

    BandScore(Band band, double[] actual) {
        int n = actual.length;
        inside = new double[n];
        width = new double[n];
        winkler = new double[n];
        double penalty = 2 / (1 - band.level());
        for (int i = 0; i < n; i++) {
            double low = band.low()[i];
            double high = band.high()[i];
            double outside = Math.max(Math.max(low - actual[i], actual[i] - high), 0);
            inside[i] = outside == 0 ? 1 : 0;
            width[i] = high - low;
            winkler[i] = width[i] + penalty * outside;
        }
    }

    /** Writes coverage, width and Winkler score into three slots from {@code at}. */
    void score(int[] weight, double[] out, int at) {
        double total = 0;
        double covered = 0;
        double wide = 0;
        double score = 0;
        for (int i = 0; i < weight.length; i++) {
            total += weight[i];
            covered += weight[i] * inside[i];
            wide += weight[i] * width[i];
            score += weight[i] * winkler[i];
        }
        out[at] = covered / total;
        out[at + 1] = wide / total;
        out[at + 2] = score / total;
    }
}
