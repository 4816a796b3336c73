// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.mart.Mart;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers to know by name.
 *
 * @param valuable by clv
 * @param endangered by value at risk
 */
record TopCustomers(List<Customer> valuable, List<Customer> endangered) {
    /** One row of the scores. */
    record Customer(
            String id,
            int transactions,
            LocalDate lastPurchase,
            double historicClv,
            double pAlive,
            double expectedTransactions,
            double clv,
            double clvLow,
            double clvHigh,
            double valueAtRisk,
            @Nullable LocalDate nextPurchase,
            String tier) {}

    static TopCustomers of(Connection connection, LocalDate observationEnd, double unitDays) {
        List<Customer> valuable = new ArrayList<>();
        List<Customer> endangered = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Mart.topCustomers())) {
            while (row.next()) {
                Date next = row.getDate("next_purchase_date");
                double quiet = (row.getDouble("T") - row.getDouble("recency")) * unitDays;
                Customer customer = new Customer(
                        row.getString("customer_id"),
                        row.getInt("frequency") + 1,
                        observationEnd.minusDays(Math.round(quiet)),
                        row.getDouble("historic_clv"),
                        row.getDouble("p_alive"),
                        row.getDouble("expected_transactions"),
                        row.getDouble("clv"),
                        row.getDouble("clv_low"),
                        row.getDouble("clv_high"),
                        row.getDouble("value_at_risk"),
                        next == null ? null : next.toLocalDate(),
                        row.getString("tier"));
                (row.getString("list").equals("valuable") ? valuable : endangered).add(customer);
            }
        } catch (SQLException e) {
            throw ClvException.internal("engine-sql", String.valueOf(e.getMessage()), e);
        }
        return new TopCustomers(valuable, endangered);
    }
}
