// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.model.economics.Reading;
import io.perennial.model.segment.Verdict;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One segment; money in base currency.
 *
 * @param values of the dimensions asked for, in their order
 * @param name the values joined; "all customers" for the whole
 * @param shareOfCustomers of all compared
 * @param small fewer than {@link Segments#FEW} customers: an accident may decide
 * @param historic received so far on the basis of the scores
 * @param predicted within the horizon, on the basis, discounted
 * @param total historic + predicted
 * @param lifetime historic and forecast within the lifetime, before the cost of acquisition: what CLV:CAC compares
 * @param lifetimePooled mean lifetime drawn towards that of all, where the segment's own is uncertain
 * @param credibility weight of the segment's own mean in it
 * @param acquisitionCost of winning these customers
 * @param cacCustomers over whom it is shared: those won while spending is on record
 * @param paybackSimple CAC over gross profit per active customer and month, as if nobody left
 * @param paybackCurve first month of age at whose end the mean cumulative gross profit of the segment's own customers covers the CAC
 * @param netEach mean lifetime less CAC
 * @param netAfterService the same with the cost to serve taken off as well, whatever the basis: what the verdict judges
 * @param netValue lifetime of all less acquisitionCost
 * @param shareOfNetValue null when the net value of all is not positive
 * @param acquiredLastYear customers won in the twelve months up to the day
 */
public record Segment(
        List<String> values,
        String name,
        long customers,
        double shareOfCustomers,
        boolean small,
        Spread historic,
        Spread predicted,
        Spread total,
        Spread lifetime,
        double lifetimePooled,
        double credibility,
        BigDecimal acquisitionCost,
        long cacCustomers,
        Figure cac,
        Ratio clvToCac,
        Figure paybackSimple,
        Curve paybackCurve,
        double netEach,
        double netAfterService,
        BigDecimal netValue,
        @Nullable Double shareOfNetValue,
        Verdict verdict,
        List<Reading> benchmarks,
        ProfitAndLoss profitAndLoss,
        long acquiredLastYear) {
    /** CLV:CAC with the intervals of the CLV; the cost is taken as known. */
    public record Ratio(
            Figure ratio,
            @Nullable Double low80,
            @Nullable Double high80,
            @Nullable Double low95,
            @Nullable Double high95) {}

    /**
     * Payback from the cohort curve.
     *
     * @param monthsSeen ages that at least a tenth of the customers have reached
     * @param repaid fraction of the CAC that has come back by the last of them; null where the CAC is unknown
     */
    public record Curve(
            Figure months, int monthsSeen, @Nullable Double repaid) {}

    /**
     * What the customers of the segment have brought and cost so far.
     *
     * @param activeMonths months in which they were customers, summed
     */
    public record ProfitAndLoss(
            BigDecimal revenue,
            BigDecimal costOfGoods,
            BigDecimal costToServe,
            BigDecimal acquisitionCost,
            BigDecimal netOfCac,
            BigDecimal expectedRevenue,
            BigDecimal lifetimeForecast,
            long activeMonths) {
        /** Revenue less the cost of goods. */
        public BigDecimal grossProfit() {
            return revenue.subtract(costOfGoods);
        }
    }
}
