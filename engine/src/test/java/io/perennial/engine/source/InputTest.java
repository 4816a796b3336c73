// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.engine.ClvException;
import io.perennial.engine.sheet.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input: a refusal that names file and reason, or a quarantined row with line, column, value and rule. */
class InputTest {
    private static final String HEADER = "customer_id,order_date,amount\n";

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

    @Test
    void a_missing_file_a_directory_and_an_empty_file_are_named() {
        assertThat(reader.refusal(folder.resolve("no.csv")))
                .hasMessage("Cannot read " + folder.resolve("no.csv") + ": there is no such file");
        ClvException directory = reader.refusal(folder);
        assertThat(directory).hasMessage("Cannot read " + folder + ": it is a directory");
        assertThat(directory.category()).isEqualTo(ClvException.Category.USER);
        ClvException empty = reader.refusal(reader.file("empty.csv", ""));
        assertThat(empty).hasMessageContaining("empty.csv: it is empty");
        assertThat(empty.category()).isEqualTo(ClvException.Category.DATA);
        assertThat(reader.refusal(reader.file("bom.csv", "\ufeff"))).hasMessageContaining("bom.csv: it is empty");
    }

    @Test
    void a_header_without_rows() {
        assertThat(reader.refusal(reader.file("o.csv", HEADER))).hasMessageContaining("it has a header but no rows");
    }

    @Test
    void damaged_files() throws IOException {
        assertThat(reader.refusal(reader.file("o.parquet", "PAR1 and then nothing")))
                .hasMessageContaining("o.parquet: not a whole Parquet file");
        assertThat(reader.refusal(reader.file("o.xlsx", "PK\u0003\u0004 and then nothing")))
                .hasMessageContaining("o.xlsx: not a whole Excel workbook");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100_000; i++) {
                zip.write(("c" + i + ",2024-01-01," + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        assertThat(reader.refusal(reader.file("cut.csv.gz", cut)).code()).isEqualTo("damaged-file");
        byte[] short0 = Arrays.copyOf(bytes.toByteArray(), 100);
        assertThat(reader.refusal(reader.file("short.csv.gz", short0)).code()).isEqualTo("damaged-file");
        byte[] utf16 = "\ufeffcustomer_id,order_date,amount\na,2024-01-01,1\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(reader.refusal(reader.file("cut16.csv", Arrays.copyOf(utf16, utf16.length - 1))))
                .hasMessageContaining("ends or breaks inside a character");
    }

    @Test
    void files_of_other_programs_are_named_for_what_they_are() throws IOException {
        assertThat(reader.refusal(reader.file("o.xls", "<html><body><table><tr><td>customer</td></tr></table>")))
                .hasMessageContaining("o.xls: a web page, whatever its name says");
        assertThat(reader.refusal(reader.file("o.csv", "%PDF-1.4\n"))).hasMessageContaining("o.csv: a PDF");
        assertThat(reader.refusal(reader.file("o.csv.bz2", "BZh91AY&SY")))
                .hasMessageContaining("compressed with bzip2");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("orders.csv"));
            zip.write(HEADER.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(reader.refusal(reader.file("o.zip", bytes.toByteArray())))
                .hasMessageContaining("o.zip: a ZIP archive, no Excel workbook");
    }

    @Test
    void every_row_that_comes_through_a_pipe_is_read() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(mkfifo(pipe), "Pipes with names need mkfifo");
        String rows = IntStream.range(0, 50_000)
                .mapToObj(i -> "c" + i + ",2024-01-01," + i + "\n")
                .collect(Collectors.joining());
        FutureTask<Path> writing = new FutureTask<>(() -> Files.writeString(pipe, HEADER + rows));
        new Thread(writing).start();
        OrderReading reading = reader.read(pipe);
        writing.get();
        assertThat(reading.rowsRead()).isEqualTo(50_000);
        assertThat(reader.text("select min(amount)::int || ' ' || max(amount)::int from order_line"))
                .isEqualTo("0 49999");
    }

    private static boolean mkfifo(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void missing_columns_are_listed_with_the_option() {
        ClvException refusal = reader.refusal(reader.file("o.csv", "who,order_date,worth\na,2024-01-01,1\n"));
        assertThat(refusal)
                .hasMessageContaining("which column of")
                .hasMessageContaining("is the customer; its columns are: who, order_date, worth");
        assertThat(refusal.hint()).contains("--customer COL");
        assertThat(reader.refusal(
                        r -> r.withColumns(ColumnChoices.of("who", null, "wealth")),
                        reader.file("o.csv", "who,order_date,worth\na,2024-01-01,1\n")))
                .hasMessageContaining("--amount must be a column of")
                .hasMessageContaining("was 'wealth'");
    }

    @Test
    void two_columns_that_say_the_same_need_a_choice() {
        Path file = reader.file("o.csv", "customer_id,order_date,total_usd,total_eur\na,2024-01-01,1,2\n");
        assertThat(reader.refusal(file)).hasMessageContaining("is the amount: total_usd, total_eur; its columns are: ");
        reader.read(r -> r.withColumns(ColumnChoices.of(null, null, "total_eur")), file);
        assertThat(reader.lines()).containsExactly("a 2024-01-01 2.0");
    }

    @Test
    void wildcards_in_a_name_are_letters() throws SQLException {
        Path csv = reader.file("a*b[1]?.csv", HEADER + "a,2024-01-01,1\n");
        reader.read(csv);
        assertThat(reader.lines()).containsExactly("a 2024-01-01 1.0");
        Path parquet = folder.resolve("b[1].parquet");
        reader.run("copy (select 'p' as customer_id, date '2024-01-01' as order_date, 2 as amount) to '" + parquet
                + "' (format parquet)");
        assertThat(reader.read(parquet).lazy()).isTrue();
        assertThat(reader.lines()).containsExactly("p 2024-01-01 2.0");
        assertThat(reader.refusal(csv, csv)).hasMessageContaining("Each input must be given once");
    }

    @Test
    void chosen_columns_by_name_and_position() {
        reader.read(
                r -> r.withColumns(ColumnChoices.of("who", "2", "worth")),
                reader.file("o.csv", "who,when,worth\na,2024-01-01,1\n"));
        assertThat(reader.lines()).containsExactly("a 2024-01-01 1.0");
    }

    @Test
    void each_bad_row_is_quarantined_with_its_line() {
        Path file = reader.file(
                "o.csv",
                HEADER + "a,2024-01-01,1\n" // 2
                        + ",2024-01-02,2\n" // 3
                        + "\n" // 4
                        + "\"b\nb\",2024-01-03,3\n" // 5 and 6
                        + "c,2023-02-30,4\n" // 7
                        + "d,0001-01-01,5\n" // 8
                        + "e,9999-12-31,6\n" // 9
                        + "f,2024-01-04,NaN\n" // 10
                        + "g,2024-01-05,1e400\n" // 11
                        + "h,2024-01-06\n" // 12
                        + "i,2024-01-07,8,9\n" // 13
                        + "j,2024-01-08,\n" // 14
                        + "k,,9\n" // 15
                        + "l,2024-01-09,999999999999999999\n" // 16
                        + "m,2024-01-10,inf\n" // 17
                        + "null,2024-01-11,1\n" // 18
                        + "n,2024-01-12,2\n");
        OrderReading reading = reader.read(file);
        assertThat(reading.rowsRead()).isEqualTo(16);
        assertThat(reading.rowsAccepted()).isEqualTo(3);
        assertThat(reader.quarantine())
                .containsExactly(
                        "3|customer_id||missing-customer",
                        "7|order_date|2023-02-30|invalid-date",
                        "8|order_date|0001-01-01|date-before-1970",
                        "9|order_date|9999-12-31|date-in-future",
                        "10|amount|NaN|not-a-number",
                        "11|amount|1e400|not-a-number",
                        "12||h,2024-01-06|too-few-columns",
                        "13||i,2024-01-07,8,9|too-many-columns",
                        "14|amount||missing-amount",
                        "15|order_date||missing-date",
                        "16|amount|999999999999999999|amount-too-large",
                        "17|amount|inf|not-a-number",
                        "18|customer_id|null|missing-customer");
        Path written = folder.resolve("quarantine.csv");
        assertThat(written).doesNotExist();
    }

    @Test
    void an_unclosed_quote_is_refused_with_its_line() {
        Path file = reader.file("o.csv", HEADER + "a,2024-01-01,1\n\"b,2024-01-02,2\nc,2024-01-03,3\nd,2024-01-04,4\n");
        ClvException refusal = reader.refusal(file);
        assertThat(refusal.code()).isEqualTo("unclosed-quote");
        assertThat(refusal).hasMessageContaining("o.csv, line 3: a quote is opened there and never closed");
    }

    @Test
    void strange_customer_ids_stay_what_they_are() {
        String emoji = "\ud83d\ude00 na\u00efve";
        String quoted = "O'Neil \"\"the\"\" 3rd";
        String longest = "x".repeat(300);
        reader.read(reader.file(
                "o.csv",
                HEADER + emoji + ",2024-01-01,1\n\"" + quoted + "\",2024-01-02,2\n000123,2024-01-03,3\n" + longest
                        + ",2024-01-04,4\n${stage},2024-01-05,5\n"));
        assertThat(reader.column("select customer_id from order_line order by day"))
                .containsExactly(emoji, "O'Neil \"the\" 3rd", "000123", longest, "${stage}");
    }

    @Test
    void a_cell_of_ten_megabytes_and_nul_bytes() {
        String big = "x".repeat(10 << 20);
        OrderReading reading = reader.read(reader.file(
                "o.csv",
                "customer_id,order_date,amount,note\na,2024-01-01,1,\"" + big + "\"\nb\u0000b,2024-01-02,2,-\n"));
        assertThat(reading.rowsAccepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "windows-1252", "UTF-8"})
    void encodings(String charset) throws IOException {
        String text = "customer_id,order_date,amount\nJos\u00e9,2024-01-01,1\nM\u00fcller,2024-01-02,2\n";
        OrderReading reading = reader.read(reader.file("o.csv", text.getBytes(charset)));
        assertThat(reader.column("select customer_id from order_line order by day"))
                .containsExactly("Jos\u00e9", "M\u00fcller");
        assertThat(reading.inputs().get(0).encoding()).isEqualToIgnoringCase(charset);
    }

    @Test
    void converted_files_do_not_stay() throws IOException {
        Path made;
        try (Workspace workspace = new Workspace()) {
            made = Files.writeString(workspace.newFile(".txt"), "x");
        }
        assertThat(made).doesNotExist();
        assertThat(made.getParent()).doesNotExist();
    }

    @Test
    void several_currencies_need_one_chosen() {
        Path file = reader.file(
                "o.csv",
                "customer_id,order_date,amount,currency\na,2024-01-01,1,EUR\nb,2024-01-02,2,USD\nc,2024-01-03,3,EUR\n");
        assertThat(reader.refusal(file)).hasMessageContaining("several currencies (rows: EUR 2, USD 1)");
        OrderReading reading = reader.read(r -> r.withCurrency("EUR"), file);
        assertThat(reading.rowsAccepted()).isEqualTo(2);
        assertThat(reading.currency()).isEqualTo("EUR");
        assertThat(reader.quarantine()).containsExactly("3|currency|USD|other-currency");
    }

    @Test
    void equal_rows_with_an_order_id_are_copies_without_one_they_stay() {
        OrderReading with = reader.read(reader.file(
                "o.csv",
                "order_id,customer_id,order_date,amount\n1,a,2024-01-01,1\n1,a,2024-01-01,1\n2,a,2024-01-02,1\n"));
        assertThat(with.rowsAccepted()).isEqualTo(2);
        assertThat(reader.quarantine()).containsExactly("3|order_id|1|duplicate-row");
        OrderReading without = reader.read(reader.file("p.csv", HEADER + "a,2024-01-01,1\na,2024-01-01,1\n"));
        assertThat(without.rowsAccepted()).isEqualTo(2);
        assertThat(Reader.codes(without)).contains("identical-rows");
        OrderReading items = reader.read(reader.file(
                "q.csv",
                "order_id,customer_id,order_date,amount\n1,a,2024-01-01,1\n1,a,2024-01-01,1\n1,a,2024-01-01,2\n"));
        assertThat(items.rowsAccepted()).isEqualTo(3);
    }

    @Test
    void the_quarantine_is_written_whole() throws IOException, SQLException {
        reader.read(reader.file("o.csv", HEADER + "a,2024-01-01,1\n\"\",\"2024-01-02\",\"x, y\"\n"));
        Path target = folder.resolve("q.csv");
        reader.write(target);
        assertThat(Files.readAllLines(target))
                .containsExactly(
                        "file,line,column,value,rule",
                        folder.resolve("o.csv") + ",3,customer_id,\"\",missing-customer");
    }

    @Test
    void every_rule_has_a_meaning_and_an_example() {
        reader.read(reader.file(
                "o.csv",
                HEADER + "a,2024-01-01,1\n" + "b,2024-02-30,1\n" + "c,2024-01-03,twelve\n" + "d,2024-01-03\n"
                        + "e,2024-01-05,thirteen\n"));
        Path file = folder.resolve("o.csv");
        assertThat(reader.counts())
                .containsExactly(
                        new Quarantine.Count(
                                file.toString(),
                                "not-a-number",
                                2,
                                "The amount is not a number.",
                                file + ", line 4, column 'amount': twelve"),
                        new Quarantine.Count(
                                file.toString(),
                                "invalid-date",
                                1,
                                "The date does not exist or is not written like the others of its column.",
                                file + ", line 3, column 'order_date': 2024-02-30"),
                        new Quarantine.Count(
                                file.toString(),
                                "too-few-columns",
                                1,
                                "The line has fewer cells than the header has columns.",
                                file + ", line 5: d,2024-01-03"));
    }

    @Test
    void an_id_of_more_than_a_thousand_characters_is_no_id() {
        OrderReading reading = reader.read(reader.file(
                "o.csv", HEADER + "x".repeat(1000) + ",2024-01-01,1\n" + "y".repeat(1001) + ",2024-01-01,1\n"));
        assertThat(reading.rowsAccepted()).isEqualTo(1);
        assertThat(reader.counts()).extracting(Quarantine.Count::rule).containsExactly("customer-too-long");
    }

    @Test
    void refunds_after_the_last_order_do_not_prolong_the_orders() {
        OrderReading reading = reader.read(
                reader.file("o.csv", "order_id,customer_id,order_date,amount\n1,a,2024-01-01,10\n2,b,2024-01-05,10\n"),
                reader.file("r.csv", "refund_id,order_id,created_at,refund_amount\n1,2,2024-02-01,4\n"));
        assertThat(reading.lastDay()).isEqualTo("2024-01-05");
        assertThat(reading.lastKnownDay()).isEqualTo("2024-02-01");
    }
}
