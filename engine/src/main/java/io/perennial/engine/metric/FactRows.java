// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ClvException;
import io.perennial.engine.stage.SqlText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The facts behind a figure, each with the file and line it came from.
 *
 * @param found how many there are
 * @param rows the first of them, by day
 */
public record FactRows(String metric, LocalDate from, LocalDate until, long found, List<Row> rows) {
    /**
     * @param fact kind of fact
     * @param key its key within the source
     * @param amount in base currency, null where the fact has none
     * @param state what the fact says: kind, status or score
     * @param file as named at import; line: in that file
     */
    public record Row(
            String fact,
            @Nullable String customerId,
            @Nullable LocalDate day,
            String source,
            String key,
            @Nullable String state,
            @Nullable BigDecimal amount,
            @Nullable String file,
            @Nullable Long line) {}

    static FactRows read(Connection connection, MetricRequest request, LocalDate first, int limit) {
        String union = request.metric().facts().stream()
                .map(facts -> SqlText.of(FactRows.class, "rows_" + facts.table())
                        .replace("${condition}", facts.condition().isEmpty() ? "true" : facts.condition()))
                .collect(Collectors.joining("\nunion all\n"));
        String sql = SqlText.of(FactRows.class, "rows")
                .replace("${facts}", union)
                .replace("${limit}", Integer.toString(limit));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<Row> rows = new ArrayList<>();
            long found = 0;
            while (row.next()) {
                found = row.getLong("found");
                rows.add(row(row));
            }
            return new FactRows(request.metric().name(), first, request.last(), found, rows);
        } catch (SQLException e) {
            throw SqlText.failure("rows of " + request.metric().name(), e);
        } catch (IllegalStateException e) {
            throw ClvException.internal("rows", String.valueOf(e.getMessage()), e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        Date day = row.getDate("day");
        long line = row.getLong("line");
        boolean noLine = row.wasNull();
        return new Row(
                row.getString("fact"),
                row.getString("customer_id"),
                day == null ? null : day.toLocalDate(),
                row.getString("source"),
                row.getString("key"),
                row.getString("state"),
                row.getBigDecimal("amount"),
                row.getString("file"),
                noLine ? null : line);
    }
}
