// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        drop("clv_%|order_line|quarantine");
        List<Recognition> sheets = recognise(workspace);
        prepare(sheets);
        List<Rows> tables = new ArrayList<>();
        int fileNo = 1;
        for (List<Recognition> layout : byLayout(sheets)) {
            progress.accept("reading " + layout.get(0).sheet().file());
            Stage stage = Stage.of(sql, layout, tables.size() + 1, fileNo);
            tables.add(Rows.parse(sql, request, stage, true, true));
            fileNo += layout.size();
        }
        OrderLines.create(sql, tables);
        for (Rows rows : tables) {
            rows.quarantine(sql);
        }
        OrderReading reading = describe(sheets, tables);
        drop(reading.lazy() ? "clv_line|clv_file" : "clv_stage_%|clv_rejects_%|clv_line|clv_file");
        return reading;
    }

    private List<Recognition> recognise(Workspace workspace) throws SQLException, IOException {
        HeaderWords words = HeaderWords.load();
        Sheets sheets = new Sheets(sql, workspace, words);
        List<Recognition> recognised = new ArrayList<>();
        for (String input : request.inputs()) {
            progress.accept("opening " + input);
            Sheet sheet = sheets.open(input, request);
            notices.addAll(sheet.notices());
            Recognition recognition = Recognition.of(sheet, request.columns(), words);
            for (Role role : new Role[] {Role.CUSTOMER, Role.DATE}) {
                if (!recognition.has(role)) {
                    throw recognition.missing(role);
                }
            }
            if (!recognition.hasAmount()) {
                throw recognition.missing(Role.AMOUNT);
            }
            recognised.add(recognition);
        }
        return recognised;
    }

    private static List<List<Recognition>> byLayout(List<Recognition> sheets) {
        Map<String, List<Recognition>> layouts = new LinkedHashMap<>();
        for (Recognition sheet : sheets) {
            layouts.computeIfAbsent(sheet.signature(), k -> new ArrayList<>()).add(sheet);
        }
        return List.copyOf(layouts.values());
    }

    /** Removes what an earlier reading left, or what this one no longer needs. */
    private void drop(String pattern) throws SQLException {
        for (String statement :
                sql.rows(Sql.template("leftovers", Map.of("pattern", Sql.text(pattern))), r -> r.getString(1))) {
            sql.run(statement);
        }
    }

    private void prepare(List<Recognition> sheets) throws SQLException {
        Quarantine.create(sql);
        sql.run("create or replace table clv_file (file_no INTEGER, file VARCHAR)");
        sql.run("create or replace table clv_line (file_no INTEGER, row_no BIGINT, line BIGINT)");
        int fileNo = 1;
        for (List<Recognition> layout : byLayout(sheets)) {
            for (Recognition sheet : layout) {
                sql.run("insert into clv_file values (" + fileNo++ + ", "
                        + Sql.text(sheet.sheet().file()) + ")");
            }
        }
    }

    private OrderReading describe(List<Recognition> sheets, List<Rows> tables) throws SQLException {
        List<OrderReading.Input> inputs = new ArrayList<>();
        boolean lazy = true;
        boolean orderIds = false;
        String currency = request.currency();
        for (Rows rows : tables) {
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
            notices.addAll(rows.parser().notices());
            currency = currency == null ? rows.parser().currency() : currency;
        }
        List<ColumnMapping> mappings = new ArrayList<>();
        sheets.forEach(s -> mappings.addAll(s.mappings()));
        OrderLines.Span span = OrderLines.span(sql);
        return new OrderReading(
                RELATION,
                lazy,
                inputs,
                mappings,
                tables.get(0).parser().dateFormat(),
                tables.get(0).parser().numberStyle(),
                currency,
                span.first(),
                span.last(),
                span.refunds(),
                orderIds,
                notices);
    }
}
