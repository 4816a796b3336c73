// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;

/** When a customer is likely to buy next. */
public final class NextPurchase {
    /** In place of days where a next purchase may well never come. */
    public static final int NEVER = -1;

    /** A next purchase further away than this is not given a date. */
    private static final double FARTHEST_DAYS = 36_525;

    private NextPurchase() {}

    /**
     * Days until a next purchase is as likely to have come as not; {@link #NEVER} where it may well never come.
     *
     * @param row of the history
     * @param pAlive what the model says of it
     */
    public static int days(PurchaseModel model, PurchaseHistories histories, int row, double pAlive) {
        // whoever is more likely gone than not is never as likely to buy as not; the margin is for rounding, the
        // model then looks itself
        if (pAlive < 0.5 - 1e-6) {
            return NEVER;
        }
        double median = model.timeToPurchase(histories.frequency(row), histories.recency(row), histories.T(row), 0.5)
                        .orElse(Double.POSITIVE_INFINITY)
                * histories.timeUnit().days();
        return median <= FARTHEST_DAYS ? (int) Math.ceil(median) : NEVER;
    }
}
