// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The company that was made.
 *
 * @param facts rows by table
 * @param planted the truths that are one number
 */
public record DemoResult(
        String company,
        long customers,
        long seed,
        LocalDate from,
        LocalDate until,
        String folder,
        String store,
        Map<String, Long> facts,
        Business business,
        List<Planted> planted) {
    /** A parameter of the company with its true value. */
    public record Planted(String name, double value, String unit, String meaning) {}

    /** Figures of three years, in EUR. */
    public record Business(
            long shopCustomers,
            long subscribersEver,
            long businessAccounts,
            long orders,
            BigDecimal shopRevenue,
            BigDecimal boxRevenue,
            BigDecimal businessRevenue,
            BigDecimal givenBack,
            long subscribers,
            BigDecimal mrr,
            long contacts,
            long unresolved,
            BigDecimal spentOnWinning,
            BigDecimal spentOnKeeping) {}
}
