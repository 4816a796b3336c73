// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import io.perennial.model.DiscountRate;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to fit to which table.
 *
 * @param file subscriptions with a row each, or cohorts with columns period and active
 * @param until last day observed; null for the last day in the table
 * @param stratum column that divides customers into groups, or null
 * @param covariates columns that the Cox model takes
 * @param monthlyMargin money per customer and month, or null if value is not asked for
 * @param years horizon of that value
 */
public record TenureRequest(
        String file,
        TenureModel model,
        TenurePeriod period,
        @Nullable LocalDate until,
        @Nullable String stratum,
        List<String> covariates,
        DiscountRate discount,
        @Nullable Double monthlyMargin,
        double years) {
    public TenureRequest {
        covariates = List.copyOf(covariates);
    }
}
