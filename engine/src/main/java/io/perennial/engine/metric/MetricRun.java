// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.metric.Metric.Kind;
import io.perennial.engine.metric.PeriodKind.Period;
import io.perennial.engine.refresh.Derived;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.refresh.Warnings;
import io.perennial.engine.stage.SqlText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers questions: opens the tables of the world asked for, sets groups and periods, runs the metric's query. */
public final class MetricRun {
    /** Fewer than this say little about a share or a mean; the usual rule of thumb. */
    private static final int FEW = 30;

    /** Bases of metrics that costs enter. */
    private static final List<String> WITH_COSTS = List.of("gross_profit", "contribution", "net_of_cac", "cost");

    private static final List<String> ABOUT_COSTS =
            List.of("unknown-cost", "uncosted-contacts", "unshared-spend", "double-support");

    private final Connection connection;
    private final MetricRequest request;
    private final LocalDate first;

    MetricRun(Ledger ledger, MetricRequest request) {
        this(opened(ledger, request), request);
    }

    private MetricRun(Connection connection, MetricRequest request) {
        this.connection = connection;
        this.request = request;
        this.first = request.from().orElseGet(() -> request.first(firstDay()));
        prepare();
    }

    /** Computes a metric. */
    public static MetricResult run(Ledger ledger, MetricRequest request) {
        return new MetricRun(ledger, request).answer();
    }

    /** The rows of a metric over derived tables that the connection sees already; they must be those of the request's world. */
    public static List<MetricResult.Row> figures(Connection connection, MetricRequest request) {
        return new MetricRun(connection, request).read();
    }

    /** The ledger rows behind it, at most {@code limit}. */
    public static FactRows rows(Ledger ledger, MetricRequest request, int limit) {
        MetricRun run = new MetricRun(ledger, request);
        return FactRows.read(run.connection, request, run.first, limit);
    }

    private static Connection opened(Ledger ledger, MetricRequest request) {
        Derived.open(ledger, request.world(), Steps.ALL);
        return ledger.connection();
    }

    private LocalDate firstDay() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlText.of(MetricRun.class, "first_day"))) {
            row.next();
            return row.getDate(1).toLocalDate();
        } catch (SQLException e) {
            throw SqlText.failure("first day", e);
        }
    }

    private void prepare() {
        List<Period> periods =
                request.kind().between(first, request.last(), request.world().asOf());
        SqlText.run(connection, "period", SqlText.of(MetricRun.class, "period"));
        try (PreparedStatement insert =
                connection.prepareStatement("insert into period values (?, ?::date, ?::date, ?, ?)")) {
            for (Period period : periods) {
                insert.setString(1, period.name());
                insert.setString(2, period.firstDay().toString());
                insert.setString(3, period.lastDay().toString());
                insert.setInt(4, period.months());
                insert.setBoolean(5, period.unfinished());
                insert.execute();
            }
        } catch (SQLException e) {
            throw SqlText.failure("periods", e);
        }
        SqlText.run(
                connection,
                "period_months",
                "create or replace temp macro period_months() as "
                        + request.kind().months());
        new Dimensions(connection, request).define();
        for (String view : List.of("retained", "cohort", "member", "rfm_score")) {
            SqlText.run(connection, view, SqlText.of(MetricRun.class, view));
        }
    }

    private MetricResult answer() {
        Metric metric = request.metric();
        Map<String, String> units = new LinkedHashMap<>();
        metric.columns().forEach(column -> units.put(column.name(), unit(column)));
        return new MetricResult(
                metric.name(),
                metric.title(),
                metric.definition(),
                metric.basis(),
                request.world().baseCurrency(),
                request.world().asOf(),
                request.world().knowledge().label(),
                request.kind().word(),
                first,
                request.last(),
                request.by(),
                request.only(),
                units,
                read(),
                warnings());
    }

    /** What concerns the figures of this metric: costs that are missing change no count of contacts. */
    private List<Notice> warnings() {
        boolean costs = !Collections.disjoint(request.metric().basis(), WITH_COSTS);
        return Warnings.of(connection, request.world()).stream()
                .filter(notice -> costs || !ABOUT_COSTS.contains(notice.code()))
                .toList();
    }

    private String unit(Metric.Column column) {
        return column.kind() == Kind.MONEY
                ? request.world().baseCurrency()
                : column.kind().name().toLowerCase(Locale.ROOT);
    }

    /** A metric's query for the groups and periods of this run. */
    static String query(Metric metric) {
        return SqlText.of(MetricRun.class, "answer")
                .replace("${metric}", metric.sql())
                .replace("${order}", metric.order().isEmpty() ? "1" : metric.order());
    }

    private List<MetricResult.Row> read() {
        String sql = query(request.metric());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<MetricResult.Row> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row(row));
            }
            return rows;
        } catch (SQLException e) {
            throw SqlText.failure("metric " + request.metric().name(), e);
        }
    }

    private MetricResult.Row row(ResultSet row) throws SQLException {
        Map<String, @Nullable String> group = new LinkedHashMap<>();
        Array segment = row.getArray("segment");
        Object[] values = (Object[]) segment.getArray();
        for (int i = 0; i < request.by().size(); i++) {
            Object value = values[i];
            group.put(request.by().get(i), value == null ? null : value.toString());
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (Metric.Column column : request.metric().columns()) {
            figures.put(column.name(), figure(row, column));
        }
        long n = row.getLong("n");
        return new MetricResult.Row(
                group,
                row.getString("period"),
                row.getDate("period_start").toLocalDate(),
                row.getDate("period_end").toLocalDate(),
                row.getBoolean("period_unfinished"),
                figures,
                n,
                note(row.getString("reason"), n));
    }

    private @Nullable String note(@Nullable String reason, long n) {
        if (reason != null) {
            return reason;
        }
        boolean estimate =
                request.metric().columns().stream().anyMatch(c -> c.name().equals("low"));
        return estimate && n < FEW ? "few: n = " + n : null;
    }

    private @Nullable Object figure(ResultSet row, Metric.Column column) throws SQLException {
        int index = row.findColumn(column.name());
        Object value = row.getObject(index);
        if (value == null) {
            return null;
        }
        return switch (column.kind()) {
            case COUNT, YEAR -> row.getLong(index);
            case TEXT -> value.toString();
            case FLAG -> value;
            case DATE -> row.getDate(index).toLocalDate();
            case MONEY ->
                row.getMetaData().getColumnType(index) == Types.DECIMAL
                        ? row.getBigDecimal(index)
                        : finite(row.getDouble(index), column);
            default -> finite(row.getDouble(index), column);
        };
    }

    /** What is undefined must come as null with a reason; a figure that is not finite would be a fault of ours. */
    private Object finite(double value, Metric.Column column) {
        if (!Double.isFinite(value)) {
            throw ClvException.internal(
                    "not-finite",
                    "Metric %s, %s must be finite, was %s"
                            .formatted(request.metric().name(), column.name(), value),
                    null);
        }
        // a mean of money has the digits of the ledger's money
        return column.kind() == Kind.MONEY
                ? BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP)
                : (Object) value;
    }
}
