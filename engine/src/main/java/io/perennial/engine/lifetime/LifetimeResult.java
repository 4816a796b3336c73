// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.Notice;
import io.perennial.model.value.TotalEstimate;
import java.time.LocalDate;
import java.util.List;

/**
 * What a run of lifetime value found; money in {@code currency} and, but for revenue, on {@code basis}.
 *
 * @param asOf day of observation
 * @param knowledge {@code known_then} or {@code restated}
 * @param basis what values count
 * @param horizonMonths how far {@code clv} looks
 * @param lifetimeMonths how far {@code lifetimeValue} looks
 * @param discountRate a year, effective
 * @param customers rows of {@code score}
 * @param historic value up to the day
 * @param clv of all customers, with its interval
 * @param lifetimeValue of all customers
 * @param streams one entry per relationship that anybody has
 */
public record LifetimeResult(
        LocalDate asOf,
        String knowledge,
        String basis,
        double horizonMonths,
        double lifetimeMonths,
        double discountRate,
        String currency,
        long customers,
        double historic,
        TotalEstimate clv,
        double lifetimeValue,
        List<Stream> streams,
        List<Notice> warnings) {
    /** @param grounds what the forecast of this relationship rests on, in sentences */
    public record Stream(
            String relationship,
            String model,
            long customers,
            double expectedRevenue,
            TotalEstimate clv,
            double lifetimeValue,
            List<String> grounds) {}
}
