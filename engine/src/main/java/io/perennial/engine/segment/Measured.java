// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the steps say of the segments in {@code segment_of}, by key; the whole stands under {@link #WHOLE}. */
record Measured(
        List<Value> values, Map<String, Cost> costs, Map<String, List<Age>> ages, Map<String, BigDecimal> unshared) {
    /** Key of all customers; no segment has it, because keys begin with a separator. */
    static final String WHOLE = "whole";

    /** A row of {@code segment_value}. */
    record Value(
            String key,
            long customers,
            Spread historic,
            Spread predicted,
            Spread total,
            Spread lifetime,
            double lifetimeVariance,
            BigDecimal revenue,
            BigDecimal grossProfit,
            BigDecimal contribution,
            BigDecimal expectedRevenue,
            BigDecimal lifetimeForecast) {}

    /** A row of {@code segment_cost}. */
    record Cost(
            BigDecimal acquisition,
            long counted,
            long acquiredLastYear,
            BigDecimal contacts,
            BigDecimal keeping,
            long unknownCosts,
            long activeMonths) {}

    /** A row of {@code segment_age}. */
    record Age(int age, long members, double revenue, double grossProfit) {}

    static Measured of(Connection connection) {
        List<Value> values = Rows.of(connection, Measured.class, "segment_value", Measured::value);
        Map<String, Cost> costs = new HashMap<>();
        Rows.of(connection, Measured.class, "segment_cost", row -> costs.put(key(row), cost(row)));
        Map<String, List<Age>> ages = new HashMap<>();
        Rows.of(
                connection,
                Measured.class,
                "segment_age",
                row -> ages.computeIfAbsent(key(row), k -> new ArrayList<>())
                        .add(new Age(
                                row.getInt("age"),
                                row.getLong("members"),
                                row.getDouble("revenue"),
                                row.getDouble("gross_profit"))));
        Map<String, BigDecimal> unshared = new HashMap<>();
        Rows.of(
                connection,
                Measured.class,
                "segment_unshared",
                row -> unshared.put(Rows.text(row, "channel"), Rows.money(row, "amount")));
        return new Measured(values, costs, ages, unshared);
    }

    Cost cost(String key) {
        return Objects.requireNonNull(costs.get(key), key);
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getBoolean("whole") ? WHOLE : Rows.text(row, "key");
    }

    private static Value value(ResultSet row) throws SQLException {
        long n = row.getLong("customers");
        double forecast = row.getDouble("forecast_variance");
        return new Value(
                key(row),
                n,
                Spread.read(row, "historic", n, 0),
                Spread.read(row, "predicted", n, forecast),
                Spread.read(row, "total", n, forecast),
                Spread.read(row, "lifetime", n, row.getDouble("lifetime_forecast_variance")),
                Rows.number(row, "lifetime_variance"),
                Rows.money(row, "revenue"),
                Rows.money(row, "gross_profit"),
                Rows.money(row, "contribution"),
                Rows.money(row, "expected_revenue"),
                Rows.money(row, "lifetime_forecast"));
    }

    private static Cost cost(ResultSet row) throws SQLException {
        return new Cost(
                Rows.money(row, "acquisition_cost"),
                row.getLong("counted"),
                row.getLong("acquired_last_year"),
                Rows.money(row, "contact_cost"),
                Rows.money(row, "keeping_cost"),
                row.getLong("unknown_costs"),
                row.getLong("active_months"));
    }
}
