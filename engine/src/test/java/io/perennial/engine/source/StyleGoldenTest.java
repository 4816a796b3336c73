// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ClvException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How dates and numbers are written, judged over whole columns. */
class StyleGoldenTest {
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "2024-03-31 ~ 2024-02-01",
                "2024-03-31T23:59:59.123456 ~ 2024-02-01",
                "2024-03-31 23:59 ~ 2024-02-01 00:00",
                "2024/3/31 ~ 2024/2/1",
                "20240331 ~ 20240201",
                "31/03/2024 ~ 01/02/2024",
                "31.3.2024 ~ 1.2.2024",
                "31-03-24 ~ 01-02-24",
                "03/31/2024 11:59 PM ~ 02/01/2024 1:00 AM",
                "3/31/24 ~ 2/1/24",
                "24-03-31 ~ 70-02-01",
                "31 Mar 2024 ~ 1 Feb 2024",
                "31-Mar-24 ~ 01-Feb-24",
                "Mar 31, 2024 ~ Feb 1, 2024",
                "March 31, 2024 ~ February 1, 2024",
                "31. M\u00e4rz 2024 ~ 1. Februar 2024",
                "31 mars 2024 ~ 1 f\u00e9vrier 2024",
                "Mar 31 2024 ~ Feb 1 2024",
                "Sun, 31 Mar 2024 23:59:59 GMT ~ Thu, 01 Feb 2024 00:00:00 +0000",
                "Sunday, March 31, 2024 ~ Thursday, February 1, 2024",
                "dimanche 31 mars 2024 ~ jeudi 1 f\u00e9vrier 2024",
                "martes 31 marzo 2024 ~ jueves 1 febrero 2024",
                "Sun Mar 31 2024 19:59:59 GMT-0400 (Eastern Daylight Time) ~ Thu Feb 01 2024 00:00:00 GMT+0000 (Coordinated Universal Time)",
                "45382 ~ 45323",
                "1711843200 ~ 1706745600",
                "1711843200000 ~ 1706745600000",
                "20240331235959 ~ 20240201000000",
                "2024-03-31 23:59:59 UTC ~ 2024-02-01 00:00:00 UTC",
                "2024-03-31T23:59:59Z ~ 2024-02-01T00:00:00Z",
                "2024-03-31 19:59:59 -0400 ~ 2024-02-01 05:00:00 +05:00"
            })
    void date_styles(String last, String first) {
        reader.read(orders(List.of(last, first)));
        String expected = first.startsWith("70-") ? "1970-02-01" : "2024-02-01";
        assertThat(reader.column("select day from order_line order by day")).containsExactly(expected, "2024-03-31");
    }

    @Test
    void an_open_column_stops_and_shows_both_readings() {
        Path file = orders(List.of("03/04/2024", "05/06/2024"));
        ClvException refusal = reader.refusal(file);
        assertThat(refusal.code()).isEqualTo("ambiguous-dates");
        assertThat(refusal)
                .hasMessageContaining("'03/04/2024' is 2024-04-03 read day first and 2024-03-04 read month first");
        assertThat(refusal.hint()).contains("--date-format dd/MM/yyyy or --date-format MM/dd/yyyy");
        reader.read(r -> r.withDateFormat("dd/MM/yyyy"), file);
        assertThat(reader.column("select day from order_line order by day"))
                .containsExactly("2024-04-03", "2024-06-05");
        reader.read(r -> r.withDateFormat("%m/%d/%Y"), file);
        assertThat(reader.column("select day from order_line order by day"))
                .containsExactly("2024-03-04", "2024-05-06");
    }

    @Test
    void one_witness_decides_and_both_orders_refuse() {
        reader.read(orders(List.of("03/04/2024", "05/06/2024", "01/13/2024")));
        assertThat(reader.column("select day from order_line order by day"))
                .containsExactly("2024-01-13", "2024-03-04", "2024-05-06");
        assertThat(reader.refusal(orders(List.of("13/04/2024", "05/16/2024"))))
                .hasMessageContaining("1 dates are day first and 1 month first");
    }

    @Test
    void instants_become_days_in_the_business_zone() {
        OrderReading reading = reader.read(
                r -> r.withZone(ZoneId.of("America/New_York")),
                orders(List.of("2024-01-01T03:00:00Z", "2024-07-01T04:00:00+00:00")));
        assertThat(reader.column("select day from order_line order by day"))
                .containsExactly("2023-12-31", "2024-07-01");
        assertThat(Reader.codes(reading)).contains("time-zone");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "1234.56 ~ -0.5",
                "1,234.56 ~ -0.50",
                "1.234,56 ~ -0,5",
                "1 234,56 ~ -0,50",
                "1\u00a0234,56 \u20ac ~ -0,50 \u20ac",
                "1'234.56 ~ -0.50",
                "$1,234.56 ~ -$0.50",
                "\u20ac1.234,56 ~ \u20ac-0,50",
                "1234.56 USD ~ -0.50 USD",
                "1,234.56 ~ (0.50)",
                "1.234,56 ~ 0,50-",
                "1,23,4.56 ~ -0.5",
                "1.23456e3 ~ -5e-1"
            })
    void number_styles(String large, String small) {
        reader.read(amounts(large, small));
        if (large.startsWith("1,23,4")) {
            assertThat(reader.quarantine()).containsExactly("2|amount|1,23,4.56|not-a-number");
        } else {
            assertThat(reader.column("select amount from order_line order by day"))
                    .containsExactly("1234.5600", "-0.5000");
        }
    }

    @Test
    void the_currency_is_read_from_the_amounts() {
        assertThat(reader.read(amounts("12,50 \u20ac", "3,00 \u20ac")).currency())
                .isEqualTo("EUR");
        assertThat(reader.refusal(amounts("\u20ac12", "$3")))
                .hasMessageContaining("several currencies (rows: EUR 1, USD 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12%", "abc", "1,2,3", "12 34", "--5", "12.3.4", "5 apples"})
    void what_is_no_number_is_quarantined(String value) {
        reader.read(amounts("1234.56", value));
        assertThat(reader.quarantine()).containsExactly("3|amount|" + value + "|not-a-number");
    }

    @Test
    void thousands_or_decimals() {
        assertThat(read("1,234", "2,500")).containsExactly("1234.0000", "2500.0000");
        assertThat(read("1.234", "2.500")).containsExactly("1.2340", "2.5000");
        assertThat(read("1.234", "999")).containsExactly("1234.0000", "999.0000");
        assertThat(read("1.234", "1500")).containsExactly("1.2340", "1500.0000");
        assertThat(read("0,125", "2,500")).containsExactly("0.1250", "2.5000");
    }

    private List<String> read(String first, String second) {
        reader.read(amounts(first, second));
        return reader.column("select amount from order_line order by day");
    }

    private Path amounts(String first, String second) {
        return reader.file(
                "amounts.csv",
                "customer_id;order_date;amount\na;2024-01-01;" + first + "\nb;2024-01-02;" + second + "\n");
    }

    private Path orders(List<String> dates) {
        return reader.file(
                "dates.csv",
                Stream.concat(
                                Stream.of("customer_id;order_date;amount"),
                                dates.stream().map(d -> "a;" + d + ";1.50"))
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
