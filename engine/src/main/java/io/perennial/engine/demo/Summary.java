// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import io.perennial.engine.ClvException;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a company, read from its store. */
final class Summary {
    private Summary() {}

    static DemoResult of(Ledger ledger, DemoRequest request, List<DemoResult.Planted> planted) {
        try (Statement statement = ledger.connection().createStatement()) {
            Map<String, Long> facts = new LinkedHashMap<>();
            for (FactTable table : FactTable.values()) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + table.sql())) {
                    row.next();
                    facts.put(table.sql(), row.getLong(1));
                }
            }
            return new DemoResult(
                    DemoRun.COMPANY,
                    request.customers(),
                    request.seed(),
                    request.from(),
                    request.until(),
                    request.folder().toString(),
                    request.store().toString(),
                    facts,
                    business(statement),
                    planted);
        } catch (SQLException e) {
            throw ClvException.internal("demo-summary", String.valueOf(e.getMessage()), e);
        }
    }

    private static DemoResult.Business business(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(Resource.text("summary.sql"))) {
            row.next();
            return new DemoResult.Business(
                    row.getLong("shop_customers"),
                    row.getLong("subscribers_ever"),
                    row.getLong("business_accounts"),
                    row.getLong("orders"),
                    row.getBigDecimal("shop_revenue"),
                    row.getBigDecimal("box_revenue"),
                    row.getBigDecimal("business_revenue"),
                    row.getBigDecimal("given_back"),
                    row.getLong("subscribers"),
                    row.getBigDecimal("mrr"),
                    row.getLong("contacts"),
                    row.getLong("unresolved"),
                    row.getBigDecimal("spent_on_winning"),
                    row.getBigDecimal("spent_on_keeping"));
        }
    }
}
