// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Sheet;
import io.perennial.engine.sheet.Sheets;
import io.perennial.engine.sheet.Workspace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads files of orders, or the result of a database query, into the table or view {@code order_line} of a DuckDB connection, and what breaks a
 * rule into the table {@code quarantine}.
 */
public final class OrderSource {
    /** Name of the relation. */
    public static final String RELATION = "order_line";

    private final Sql sql;
    private final SourceRequest request;
    private final Consumer<String> progress;
    private final List<Notice> notices = new ArrayList<>();

    private OrderSource(Connection duckdb, SourceRequest request, Consumer<String> progress) {
        this.sql = new Sql(duckdb);
        this.request = request;
        this.progress = progress;
    }

    /**
     * Reads everything the request names.
     *
     * @param duckdb receives {@code order_line} and {@code quarantine}; earlier ones are replaced
     * @param progress told what is being done, one short phrase at a time
     * @throws ClvException if nothing useful can be read; the message names file, line, column, value and rule as far as they apply
     */
    public static OrderReading read(Connection duckdb, SourceRequest request, Consumer<String> progress) {
        try (Workspace workspace = new Workspace()) {
            return new OrderSource(duckdb, request, progress).read(workspace);
        } catch (SQLException e) {
            throw ClvException.internal("source-sql", "Cannot read the orders: " + e.getMessage(), e);
        } catch (IOException e) {
            throw ClvException.resource("source-io", "Cannot read the orders: " + e.getMessage(), "", e);
        }
    }

    private OrderReading read(Workspace workspace) throws SQLException, IOException {
        dropEarlier();
        Plan plan = Plan.of(recognise(workspace), request.columns());
        prepare(plan);
        List<OrderLines.Table> tables = new ArrayList<>();
        int fileNo = 1;
        for (Plan.Group group : plan.groups()) {
            progress.accept("reading " + group.sheets().get(0).sheet().file());
            Stage stage = Stage.of(sql, group.sheets(), tables.size() + 1, fileNo);
            notices.addAll(stage.repair(sql));
            Rows rows = Rows.parse(sql, request, stage, group.part());
            notices.addAll(rows.parser().notices());
            notices.addAll(Duplicates.refuse(sql, rows));
            tables.add(new OrderLines.Table(group.part(), rows));
            fileNo += group.sheets().size();
        }
        notices.addAll(OrderLines.create(sql, tables));
        for (OrderLines.Table table : tables) {
            table.rows().quarantine(sql);
        }
        OrderReading reading = describe(tables);
        if (reading.rowsAccepted() == 0) {
            throw nothingAccepted(reading);
        }
        dropStages(tables);
        return reading;
    }

    private ClvException nothingAccepted(OrderReading reading) {
        List<String> rules = new ArrayList<>();
        for (Quarantine.Count count : Quarantine.counts(sql.connection())) {
            rules.add(count.rows() + " " + count.rule() + " (" + count.example() + ")");
        }
        return ClvException.data(
                "nothing-accepted",
                "None of the " + reading.rowsRead() + " rows is an order: " + String.join(", ", rules),
                "Check that the right columns were taken: "
                        + String.join(
                                ", ",
                                reading.mappings().stream()
                                        .map(m -> m.role() + " = " + m.column())
                                        .toList())
                        + ".");
    }

    private List<Recognition> recognise(Workspace workspace) throws SQLException, IOException {
        HeaderWords words = HeaderWords.load();
        Sheets sheets = new Sheets(sql, workspace, words, request.encoding());
        List<Recognition> recognised = new ArrayList<>();
        if (request.inputs().isEmpty()
                || new HashSet<>(request.inputs()).size() < request.inputs().size()) {
            throw ClvException.user(
                    "inputs",
                    "Each input must be given once, was " + request.inputs(),
                    "Name one or more different files.");
        }
        for (String input : request.inputs()) {
            progress.accept("opening " + input);
            Sheet sheet = sheets.open(input, request.database());
            notices.addAll(sheet.notices());
            Recognition recognition = Recognition.of(sheet, request.columns(), words);
            notices.addAll(recognition.notices());
            recognised.add(recognition);
        }
        return recognised;
    }

    /** Removes what an earlier reading left on this connection; views first, because they stand on tables. */
    private void dropEarlier() throws SQLException {
        List<String> views = sql.rows("select view_name from duckdb_views() where not internal", r -> r.getString(1));
        for (String view : views) {
            drop("view", view);
        }
        for (String table : sql.rows("show tables", r -> r.getString(1))) {
            if (!views.contains(table)) {
                drop("table", table);
            }
        }
    }

    private void drop(String kind, String name) throws SQLException {
        if (name.startsWith("clv_") || name.equals(RELATION) || name.equals(Quarantine.TABLE)) {
            sql.run("drop " + kind + " if exists " + Sql.name(name));
        }
    }

    /** Frees the text; the views over Parquet stay. */
    private void dropStages(List<OrderLines.Table> tables) throws SQLException {
        for (OrderLines.Table table : tables) {
            Stage stage = table.rows().stage();
            if (!stage.inPlace() || !table.rows().lazy()) {
                drop("view", stage.relation());
                for (String staged : stage.tables()) {
                    drop(stage.inPlace() ? "view" : "table", staged);
                }
            }
            for (Recognition part : stage.parts()) {
                if (part.sheet().rejects() != null) {
                    drop("table", part.sheet().rejects());
                    drop("table", part.sheet().rejects() + "_scan");
                }
            }
        }
        drop("table", Sheets.DATABASE_ROWS);
        drop("table", "clv_file");
        drop("table", "clv_line");
    }

    private void prepare(Plan plan) throws SQLException {
        Quarantine.create(sql);
        sql.run("create or replace table clv_file (file_no INTEGER, file VARCHAR)");
        sql.run("create or replace table clv_line (file_no INTEGER, row_no BIGINT, line BIGINT)");
        int fileNo = 1;
        for (Plan.Group group : plan.groups()) {
            for (Recognition sheet : group.sheets()) {
                sql.run("insert into clv_file values (" + fileNo++ + ", "
                        + Sql.text(sheet.sheet().file()) + ")");
            }
        }
    }

    private OrderReading describe(List<OrderLines.Table> tables) throws SQLException {
        List<OrderReading.Input> inputs = new ArrayList<>();
        boolean lazy = true;
        boolean orderIds = false;
        String currency = request.currency();
        List<ColumnMapping> mappings = new ArrayList<>();
        for (OrderLines.Table table : tables) {
            Rows rows = table.rows();
            Map<Integer, Long> read = rows.rowsRead(sql);
            for (int i = 0; i < rows.stage().parts().size(); i++) {
                Sheet sheet = rows.stage().parts().get(i).sheet();
                long quarantined = sql.count("select count(*) from quarantine where file = " + Sql.text(sheet.file()));
                inputs.add(new OrderReading.Input(
                        sheet.file(),
                        sheet.format(),
                        sheet.delimiter(),
                        sheet.encoding(),
                        read.getOrDefault(rows.stage().firstFile() + i, 0L),
                        quarantined));
            }
            lazy &= rows.lazy();
            orderIds |= rows.stage().layout().has(Role.ORDER);
            rows.stage().parts().forEach(part -> mappings.addAll(part.mappings()));
            currency = currency == null ? rows.parser().currency() : currency;
        }
        Remarks remarks = Remarks.of(sql, tables);
        notices.addAll(remarks.notices());
        return new OrderReading(
                RELATION,
                lazy,
                inputs,
                mappings,
                tables.get(0).rows().parser().dateFormat(),
                tables.get(0).rows().parser().numberStyle(),
                currency,
                remarks.first(),
                remarks.last(),
                remarks.lastKnown(),
                remarks.refunds(),
                orderIds,
                notices);
    }
}
