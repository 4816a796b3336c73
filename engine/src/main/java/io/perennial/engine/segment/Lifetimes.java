// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.segment.Segment.ProfitAndLoss;
import io.perennial.model.segment.BreakEven;

/** A customer of a segment over his lifetime, in the terms of {@link BreakEven}: what was so far and what is expected. */
final class Lifetimes {
    private Lifetimes() {}

    /**
     * The forecast is on one basis; costs that it leaves out are taken at the share of revenue that they had in this segment so far.
     *
     * @param basis of the forecast
     */
    static BreakEven of(
            long customers, Spread predicted, ProfitAndLoss past, Figure cac, long acquiredLastYear, String basis) {
        double revenue = past.revenue().doubleValue();
        double goods = past.costOfGoods().doubleValue();
        double service = past.costToServe().doubleValue();
        double forecast = past.lifetimeForecast().doubleValue();
        double within = predicted.sum().doubleValue();
        double longer = within != 0 ? forecast / within : 1;
        double future =
                basis.equals("revenue") ? forecast : past.expectedRevenue().doubleValue() * longer;
        double share = revenue > 0 ? future / revenue : 0;
        double futureService = service * share;
        double futureGoods = goods * share;
        if (basis.equals("gross_profit")) {
            futureGoods = future - forecast;
        } else if (!basis.equals("revenue")) {
            double costs = future - forecast;
            futureService = goods + service != 0 ? costs * service / (goods + service) : 0;
            futureGoods = costs - futureService;
        }
        return new BreakEven(
                (revenue + future) / customers,
                (goods + futureGoods) / customers,
                Math.max(0, (service + futureService) / customers),
                cac.known() ? Math.max(0, cac.orNaN()) : 0,
                acquiredLastYear);
    }
}
