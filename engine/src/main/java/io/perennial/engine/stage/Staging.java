// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.stage.Step.Scope;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The steps from facts to staged tables. {@link #look} makes a connection see the ledger from a {@link World}: functions such as {@code as_of()} and views
 * {@code current_…}, all temporary, so that connections may look from different worlds at one store. Derived tables are made in the first schema of the
 * connection's search path.
 */
public final class Staging {
    /** In the order in which they run. */
    public static final List<Step> STEPS = List.of(
            whole(
                    "stg_day",
                    "revenue_event",
                    "subscription_state",
                    "contract",
                    "spend",
                    "contact",
                    "payment_attempt",
                    "outreach",
                    "customer",
                    "exchange_rate",
                    "survey",
                    "usage"),
            whole("stg_rate", "exchange_rate", "stg_day"),
            whole(
                    "stg_reference",
                    "customer",
                    "identity",
                    "revenue_event",
                    "subscription_state",
                    "contract",
                    "contact",
                    "survey",
                    "usage",
                    "payment_attempt",
                    "outreach",
                    "spend"),
            whole("stg_alias", "stg_reference"),
            customer("stg_revenue", "revenue_event", "stg_alias", "stg_rate"),
            step(Scope.CUSTOMER_AND_DAY, "stg_recognised", "stg_revenue", "stg_day"),
            customer("stg_subscription", "subscription_state", "stg_alias"),
            step(Scope.CUSTOMER_AND_DAY, "stg_contract", "contract", "stg_alias", "stg_rate"),
            whole("stg_spend", "spend", "stg_alias", "stg_rate", "stg_day"),
            customer("stg_attribute", "customer", "stg_alias"),
            customer(
                    "stg_customer",
                    "customer",
                    "stg_alias",
                    "stg_reference",
                    "stg_revenue",
                    "stg_subscription",
                    "stg_contract"),
            customer("stg_contact", "contact", "stg_alias", "stg_customer", "stg_rate"),
            customer("stg_survey", "survey", "stg_alias", "stg_customer"),
            customer("stg_usage", "usage", "stg_alias", "stg_customer"),
            customer("stg_payment", "payment_attempt", "stg_alias", "stg_customer", "stg_rate"),
            customer("stg_outreach", "outreach", "stg_alias", "stg_customer", "stg_rate"),
            whole(
                    "stg_left_out",
                    "revenue_event",
                    "subscription_state",
                    "contract",
                    "spend",
                    "contact",
                    "payment_attempt",
                    "outreach",
                    "stg_rate"),
            whole("stg_orphan", "stg_contact", "stg_survey", "stg_usage", "stg_payment", "stg_outreach"));

    private Staging() {}

    /** Lets the connection see the ledger from a world. Call again after the search path has changed. */
    public static void look(Connection connection, World world) {
        SqlText.run(connection, "world", functions(world));
        SqlText.run(connection, "prelude", prelude());
        for (FactTable table : FactTable.values()) {
            SqlText.run(connection, "current_" + table.sql(), current(table));
        }
    }

    /** The functions that steps may use, beside those of the world. */
    public static String prelude() {
        return SqlText.of(Staging.class, "prelude_duckdb");
    }

    /** Makes the tables of these steps, in their order. */
    public static void make(Connection connection, List<Step> steps) {
        steps.forEach(step -> step.make(connection));
    }

    private static String functions(World world) {
        StringBuilder sql = new StringBuilder();
        for (Map.Entry<String, String> function : world.functions().entrySet()) {
            sql.append("create or replace temp macro %s as %s;%n".formatted(function.getKey(), function.getValue()));
        }
        return sql.toString();
    }

    private static String current(FactTable table) {
        List<String> key = new ArrayList<>(List.of("source"));
        key.addAll(table.key());
        return SqlText.of(Staging.class, "current")
                .replace("${table}", table.sql())
                .replace("${key}", String.join(", ", key));
    }

    private static Step whole(String table, String... reads) {
        return step(Scope.WHOLE, table, reads);
    }

    private static Step customer(String table, String... reads) {
        return step(Scope.CUSTOMER, table, reads);
    }

    private static Step step(Scope scope, String table, String... reads) {
        return Step.query(Staging.class, table, scope, reads);
    }
}
