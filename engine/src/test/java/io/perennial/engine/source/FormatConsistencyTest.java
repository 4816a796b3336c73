// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.sheet.DatabaseQuery;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same orders in every format give the same lines. */
class FormatConsistencyTest {
    private static final String CSV = """
            customer_id,order_date,amount,order_id
            007,2024-01-31,12.50,A1
            008,2024-02-29,1000,A2
            007,2024-03-01,-5.25,A3
            """;
    private static final List<String> LINES =
            List.of("007 2024-01-31 12.5", "008 2024-02-29 1000.0", "007 2024-03-01 -5.25");

    @TempDir
    private Path folder;

    private Reader reader;

    @BeforeEach
    void open() throws SQLException {
        reader = new Reader(folder);
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void any_delimiter(String delimiter) {
        OrderReading reading = reader.read(reader.file("o.csv", CSV.replace(",", delimiter)));
        assertThat(reader.lines()).isEqualTo(LINES);
        assertThat(reading.hasOrderIds()).isTrue();
        assertThat(reading.hasRefunds()).isTrue();
        assertThat(reading.inputs().get(0).delimiter()).isEqualTo(delimiter.equals("\t") ? "tab" : delimiter);
    }

    @Test
    void crlf_blank_lines_and_quotes() {
        reader.read(reader.file("o.csv", CSV.replace("\n", "\r\n\r\n").replace("A2", "\"A,\"\"2\r\n\"")));
        assertThat(reader.lines()).isEqualTo(LINES);
    }

    @Test
    void gzip_whatever_its_name() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        reader.read(reader.file("orders.dat", bytes.toByteArray()));
        assertThat(reader.lines()).isEqualTo(LINES);
    }

    @Test
    void json_lines_with_nested_customer_and_a_malformed_line() {
        String json = """
                {"customer":{"id":"007"},"created_at":"2024-01-31","total":12.50,"order_id":"A1"}
                {"customer":{"id":"008"},"created_at":"2024-02-29","total":1000,"order_id":"A2"}

                {"customer":
                {"customer":{"id":"007"},"created_at":"2024-03-01","total":"-5.25","order_id":null}
                """;
        OrderReading reading = reader.read(reader.file("o.jsonl", json));
        assertThat(reader.lines()).isEqualTo(LINES);
        assertThat(reading.rowsRead()).isEqualTo(4);
        assertThat(reader.quarantine()).containsExactly("4|||malformed-json");
    }

    @Test
    void json_array() {
        String json = "[{\"customer_id\":\"007\",\"date\":\"2024-01-31\",\"amount\":12.50},\n"
                + "{\"customer_id\":\"008\",\"date\":\"2024-02-29\",\"amount\":1000},"
                + "{\"customer_id\":\"007\",\"date\":\"2024-03-01\",\"amount\":-5.25}]";
        reader.read(reader.file("o.json", json));
        assertThat(reader.lines()).isEqualTo(LINES);
    }

    @Test
    void excel_with_titles_real_dates_and_a_second_sheet() throws IOException {
        Path file = folder.resolve("o.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("Cover").value(0, 0, "Report");
            Worksheet sheet = workbook.newWorksheet("Orders");
            sheet.value(0, 0, "All orders");
            for (int i = 0; i < 4; i++) {
                sheet.value(
                        2,
                        i,
                        List.of("Customer ID", "Order date", "Amount", "Order ID")
                                .get(i));
            }
            excelRow(sheet, 3, "007", LocalDate.of(2024, 1, 31), 12.5, "A1");
            excelRow(sheet, 4, "008", LocalDate.of(2024, 2, 29), 1000, "A2");
            sheet.value(5, 0, "009");
            excelRow(sheet, 7, "007", LocalDate.of(2024, 3, 1), -5.25, "A3");
        }
        OrderReading reading = reader.read(file);
        assertThat(reader.lines()).isEqualTo(LINES);
        assertThat(reader.quarantine()).containsExactly("6|Order date||missing-date");
        assertThat(reading.inputs().get(0).format()).isEqualTo("Excel");
        assertThat(Reader.codes(reading)).contains("titles-skipped");
    }

    private static void excelRow(
            Worksheet sheet, int row, String customer, LocalDate day, double amount, String order) {
        sheet.value(row, 0, customer);
        sheet.value(row, 1, day);
        sheet.style(row, 1).format("dd/mm/yyyy").set();
        sheet.value(row, 2, amount);
        sheet.value(row, 3, order);
    }

    @Test
    void postgresql_query() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table orders (id bigint, customer int, placed timestamptz, paid numeric(12,3))");
                statement.execute("insert into orders values (1, 7, '2024-01-31 23:30:00+00', 1.125),"
                        + " (2, 8, '2024-02-29 12:00:00+05', 1000), (3, null, '2024-03-01', 5)");
            }
            SourceRequest request = SourceRequest.of(List.of(server.getJdbcUrl("postgres", "postgres")), Reader.LATEST)
                    .withZone(ZoneId.of("Europe/Berlin"))
                    .withColumns(new ColumnChoices("customer", "placed", "paid", "id", null, null))
                    .withDatabase(new DatabaseQuery("select * from orders order by id", null, null));
            OrderReading reading = reader.read(request);
            assertThat(reader.lines()).containsExactly("7 2024-02-01 1.125", "8 2024-02-29 1000.0");
            assertThat(reader.quarantine()).containsExactly("3|customer||missing-customer");
            assertThat(reader.text("select any_value(typeof(customer_id)) from order_line"))
                    .isEqualTo("BIGINT");
            assertThat(reading.inputs().get(0).format()).isEqualTo("PostgreSQL");
        }
    }
}
