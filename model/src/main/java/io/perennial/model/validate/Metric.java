// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.Locale;

/**
 * The figures that compare predictions with what happened. p is the prediction, y the actual, sums run over customers.
 *
 * <p>Ties in the predicted order are averaged: customers with equal predictions share the mean of the ranks they cover, so a constant prediction ranks nobody.
 */
public enum Metric {
    /** sum p / sum y - 1. */
    BIAS,
    /** Mean over the steps of |cumulative expected - cumulative actual|, over the final actual. */
    TRACKING_ERROR,
    /**
     * Normalised Gini: sum y (F_p - 1/2) / sum y (F_y - 1/2) with F the mid-rank share in ascending order; 1 for the perfect order, 0 for none, -1 for the reverse.
     */
    GINI,
    /**
     * Deviance explained: 1 - D(y, p) / D(y, mean y). For transactions Poisson, D = 2 sum(y ln(y/p) - y + p); for spend Tweedie of power 1.5,
     * D = 4 sum (sqrt y - sqrt p)^2 / sqrt p, net spend below 0 counted as 0.
     */
    DEVIANCE_EXPLAINED,
    /** Mean over deciles by prediction of |mean p - mean y| / mean y. */
    DECILE_MAPE,
    /** Sum over deciles by prediction of |mean p - mean y| / sum of mean y: defined also where a decile bought nothing, as customers long gone do. */
    DECILE_WAPE,
    /** mean |p - y|; all-zero predictions do well here, so never read it alone. */
    MAE,
    /** mean |c p - y| with c = sum y / sum p. */
    SCALED_MAE,
    /** sqrt(mean (p - y)^2) / mean y. */
    RMSE_OVER_MEAN,
    /** Rank correlation of p and y. */
    SPEARMAN,
    /** Share of sum y held by the tenth of the customers with the highest p. */
    TOP_10_CAPTURE,
    /** Share of sum y held by the fifth of the customers with the highest p. */
    TOP_20_CAPTURE,
    /** Share of customers whose actual lies in the 80 % interval. */
    COVERAGE_80,
    /** Mean width of the 80 % interval. */
    WIDTH_80,
    /** Mean Winkler score of the 80 % interval: width + (2 / 0.2) x distance of the actual from it (Gneiting and Raftery 2007, eq. 43). */
    WINKLER_80,
    /** Share of customers whose actual lies in the 95 % interval. */
    COVERAGE_95,
    /** Mean width of the 95 % interval. */
    WIDTH_95,
    /** Mean Winkler score of the 95 % interval: width + (2 / 0.05) x distance of the actual from it. */
    WINKLER_95,
    /** mean (P - bought)^2 of the probability P of a purchase in the horizon. */
    BRIER,
    /** -mean ln(probability given to what happened). */
    LOG_LOSS,
    /** Mean over tenths by P of |mean P - share that bought|. */
    CALIBRATION_ERROR,
    /** {@link #BRIER} of customers with one purchase before the origin. */
    BRIER_ONE_TIME,
    /** {@link #LOG_LOSS} of customers with one purchase before the origin. */
    LOG_LOSS_ONE_TIME,
    /** {@link #CALIBRATION_ERROR} of customers with one purchase before the origin. */
    CALIBRATION_ERROR_ONE_TIME;

    /** Lower-case name used in JSON, such as {@code top_10_capture}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
