// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import java.util.Arrays;

/**
 * A customer as the likelihood wants it: the pieces up to T, cut at the last purchase.
 *
 * @param frequency repeat purchases
 * @param atLast pieces before the last purchase; those from there on are the time quiet since
 * @param length of each piece, greater than 0
 * @param buying standardised covariates of the purchase rate in each piece
 * @param leaving standardised covariates of dropout in each piece
 * @param bought sum of the former over the repeat purchases
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record TimedRow(int frequency, int atLast, double[] length, double[][] buying, double[][] leaving, double[] bought) {
    static TimedRow of(TimedHistories data, int customer, double[][] buyingColumns, double[][] leavingColumns) {
        CovariatePaths paths = data.paths();
        double tx = data.histories().recency(customer);
        double T = data.histories().T(customer);
        int most = paths.end(customer) - paths.first(customer) + 1;
        double[] length = new double[most];
        int[] piece = new int[most];
        int size = 0;
        int atLast = 0;
        for (double[] part : new double[][] {{0, tx}, {tx, T}}) {
            atLast = size;
            for (int l = paths.first(customer); l < paths.end(customer); l++) {
                double from = Math.max(part[0], paths.start(l));
                double to = Math.min(part[1], paths.end(customer, l));
                if (to > from) {
                    length[size] = to - from;
                    piece[size++] = l;
                }
            }
        }
        double[] bought = new double[buyingColumns.length];
        for (int k = 0; k < data.frequency(customer); k++) {
            int at = paths.pieceAt(customer, data.time(customer, k));
            for (int j = 0; j < bought.length; j++) {
                bought[j] += buyingColumns[j][at];
            }
        }
        double[][] buying = new double[size][buyingColumns.length];
        double[][] leaving = new double[size][leavingColumns.length];
        for (int l = 0; l < size; l++) {
            for (int j = 0; j < buyingColumns.length; j++) {
                buying[l][j] = buyingColumns[j][piece[l]];
            }
            for (int j = 0; j < leavingColumns.length; j++) {
                leaving[l][j] = leavingColumns[j][piece[l]];
            }
        }
        return new TimedRow(data.frequency(customer), atLast, Arrays.copyOf(length, size), buying, leaving, bought);
    }
}
