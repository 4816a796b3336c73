// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.economics;

import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.Step.Scope;
import java.util.List;

/** The steps from staged tables to what customers bring and cost. */
public final class Economics {
    /** In the order in which they run, after those of staging. */
    public static final List<Step> STEPS = List.of(
            step("mart_purchase", Scope.CUSTOMER, "stg_revenue"),
            step("mart_active", Scope.CUSTOMER_AND_DAY, "stg_day", "mart_purchase", "stg_subscription", "stg_contract"),
            step("mart_spend_taker", Scope.WHOLE, "stg_customer", "stg_attribute", "stg_spend", "mart_active"),
            step("mart_spend_share", Scope.WHOLE, "stg_customer", "stg_spend", "mart_spend_taker"),
            step("mart_spend_unshared", Scope.WHOLE, "stg_customer", "stg_spend", "mart_spend_taker"),
            step(
                    "mart_customer_month",
                    Scope.CUSTOMER,
                    "stg_revenue",
                    "mart_purchase",
                    "stg_contact",
                    "stg_outreach",
                    "mart_spend_share",
                    "stg_customer"),
            step("mart_customer", Scope.CUSTOMER, "stg_customer", "mart_customer_month", "mart_purchase"),
            step("mart_mrr", Scope.CUSTOMER_AND_DAY, "stg_day", "stg_rate", "stg_subscription"));

    private Economics() {}

    private static Step step(String table, Scope scope, String... reads) {
        return Step.query(Economics.class, table, scope, reads);
    }
}
