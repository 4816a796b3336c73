// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** When customers are likely to buy next. */
public final class NextPurchase {
    /** In place of days where a next purchase may well never come. */
    public static final int NEVER = -1;

    /** A next purchase further away than this is not given a date. */
    private static final double FARTHEST_DAYS = 36_525;

    private NextPurchase() {}

    /** Days until a next purchase is as likely to have come as not, of each history; {@link #NEVER} where it may well never come. */
    public static int[] days(PurchaseModel model, PurchaseHistories histories, PurchaseForecast forecast) {
        return days(row -> model, histories, forecast);
    }

    /** @param models the model of the customers of a row */
    static int[] days(IntFunction<PurchaseModel> models, PurchaseHistories histories, PurchaseForecast forecast) {
        int[] days = new int[histories.size()];
        IntStream.range(0, days.length).parallel().forEach(i -> {
            // whoever is more likely gone than not is never as likely to buy as not; the margin is for rounding, the
            // model then looks itself
            if (forecast.pAlive()[i] < 0.5 - 1e-6) {
                days[i] = NEVER;
                return;
            }
            double median = models.apply(i)
                            .timeToPurchase(histories.frequency(i), histories.recency(i), histories.T(i), 0.5)
                            .orElse(Double.POSITIVE_INFINITY)
                    * histories.timeUnit().days();
            days[i] = median <= FARTHEST_DAYS ? (int) Math.ceil(median) : NEVER;
        });
        return days;
    }
}
