// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads small inputs in a database of its own and shows the outcome as text. */
final class Reader implements AutoCloseable {
    static final LocalDate LATEST = LocalDate.of(2026, 1, 1);

    private final Path folder;
    private final Connection duckdb;

    Reader(Path folder) throws SQLException {
        this.folder = folder;
        this.duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
    }

    Path file(String name, String text) {
        return file(name, text, StandardCharsets.UTF_8);
    }

    Path file(String name, String text, Charset charset) {
        return file(name, text.getBytes(charset));
    }

    Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OrderReading read(Path... files) {
        return read(request -> request, files);
    }

    OrderReading read(UnaryOperator<SourceRequest> change, Path... files) {
        List<String> inputs = Arrays.stream(files).map(Path::toString).toList();
        return read(change.apply(SourceRequest.of(inputs, LATEST)));
    }

    OrderReading read(SourceRequest request) {
        OrderReading reading = OrderSource.read(duckdb, request, phrase -> {});
        for (OrderReading.Input input : reading.inputs()) {
            assertThat(input.rowsAccepted() + input.rowsQuarantined()).isEqualTo(input.rowsRead());
        }
        assertThat(text("select count(*) from quarantine")).isEqualTo(Long.toString(reading.rowsQuarantined()));
        return reading;
    }

    /** The refusal of a reading that must fail. */
    ClvException refusal(UnaryOperator<SourceRequest> change, Path... files) {
        ClvException refusal = catchThrowableOfType(ClvException.class, () -> read(change, files));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    ClvException refusal(Path... files) {
        return refusal(request -> request, files);
    }

    /** Order lines as {@code customer day amount}, in order of day and customer. */
    List<String> lines() {
        return column(
                "select concat_ws(' ', customer_id, day, amount::DOUBLE) from order_line order by day, customer_id, amount");
    }

    /** Quarantined rows as {@code line column value rule}. */
    List<String> quarantine() {
        return column("select concat_ws('|', line, column_name, value, rule) from quarantine order by file, line");
    }

    List<Quarantine.Count> counts() {
        return Quarantine.counts(duckdb);
    }

    static List<String> codes(OrderReading reading) {
        return reading.notices().stream().map(Notice::code).toList();
    }

    String text(String sql) {
        return column(sql).get(0);
    }

    List<String> column(String sql) {
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(Path quarantine) throws SQLException {
        run("copy (" + Quarantine.ROWS + ") to '" + quarantine + "' (format csv, header)");
    }

    void run(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }
}
