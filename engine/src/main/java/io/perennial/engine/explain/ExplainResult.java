// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.explain;

import io.perennial.engine.Notice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one customer's score is what it is.
 *
 * @param currency null when the source names none
 * @param basis revenue or gross_profit
 * @param purchases days with a purchase; 0 when all were refunded or cancelled
 * @param firstPurchase null when there is none
 * @param meanAmount of a purchase, 0 when there is none
 * @param clv as {@code clv score} gives it, rounded to the currency's minor unit
 * @param factors multiply to the value, and what they add sums to it; empty for a customer without a purchase
 * @param change since an earlier day, when asked for
 * @param choice why these models
 */
public record ExplainResult(
        String customer,
        LocalDate observationEnd,
        String horizon,
        LocalDate horizonEnd,
        @Nullable String currency,
        String basis,
        double discountRate,
        int purchases,
        @Nullable LocalDate firstPurchase,
        @Nullable LocalDate lastPurchase,
        double meanAmount,
        double pAlive,
        BigDecimal clv,
        String purchaseModel,
        String spendModel,
        String choice,
        List<Step> factors,
        @Nullable Change change,
        List<Notice> warnings) {

    /**
     * One factor of the value.
     *
     * @param factor of the product that is the value; the first one is a number of purchases, the second an amount of money
     * @param adds what it adds to clv, rounded to the minor unit; these sum to clv
     */
    public record Step(String name, String meaning, double factor, BigDecimal adds) {}

    /**
     * The way from an earlier day's value to this one.
     *
     * @param parts sum to {@code change}
     * @param purchaseModel of the earlier day
     */
    public record Change(
            LocalDate since,
            BigDecimal before,
            BigDecimal after,
            BigDecimal change,
            List<Part> parts,
            String purchaseModel) {}

    public record Part(String name, String meaning, BigDecimal amount) {}
}
