// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that is not Unicode: the script is recognised, Latin is never taken for another, and the user has the last word. */
class EncodingTest {
    private static final String HEADER = "customer_id,order_date,amount\n";

    @TempDir
    private Path folder;

    private Reader reader;

    @BeforeEach
    void open() throws Exception {
        reader = new Reader(folder);
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Shift_JIS, windows-31j, 山田太郎, 鈴木花子",
        "EUC-JP, EUC-JP, 山田太郎, 鈴木花子",
        "GB18030, GB18030, 张三的商店, 李四水果",
        "Big5, x-MS950-HKSCS, 張三的商店, 李四水果",
        "EUC-KR, x-windows-949, 김철수와 친구들, 이영희네 가게",
        "windows-1251, windows-1251, Иванов, Петрова",
        "KOI8-R, KOI8-R, Иванов, Петрова",
        "IBM866, IBM866, Иванов, Петрова"
    })
    void scripts_that_are_not_Latin_are_recognised_and_the_guess_is_said(
            String charset, String read, String one, String other) {
        String text = HEADER + one + ",2024-01-01,1\n" + other + ",2024-01-02,2\n";
        OrderReading reading = reader.read(reader.file("o.csv", text, Charset.forName(charset)));
        assertThat(reader.column("select customer_id from order_line order by day"))
                .containsExactly(one, other);
        assertThat(reading.inputs().get(0).encoding()).isEqualToIgnoringCase(read);
        assertThat(Reader.codes(reading)).contains("encoding-guessed");
    }

    @Test
    void letters_far_down_the_file_are_recognised_too() {
        String text = HEADER
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> "c" + i + ",2024-01-01,1\n")
                        .collect(Collectors.joining())
                + "Иванов,2024-01-02,2\nПетрова,2024-01-03,2\n";
        reader.read(reader.file("o.csv", text, Charset.forName("windows-1251")));
        assertThat(reader.column("select customer_id from order_line where day > '2024-01-01' order by day"))
                .containsExactly("Иванов", "Петрова");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1250, Dvořák",
        "ISO-8859-2, Wałęsa",
        "windows-1253, Νίκος",
        "x-MacRoman, Hélène",
        "Shift_JIS, 顧客",
        "UTF-16, 山田",
        "UTF-8, Zoë"
    })
    void what_the_user_states_is_what_is_read(String charset, String customer) {
        String text = HEADER + customer + ",2024-01-01,1\n";
        OrderReading reading = reader.read(
                r -> r.withEncoding(Charset.forName(charset)), reader.file("o.csv", text, Charset.forName(charset)));
        assertThat(reader.column("select customer_id from order_line")).containsExactly(customer);
        assertThat(Reader.codes(reading)).doesNotContain("encoding-guessed");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_header_also_where_the_encoding_is_stated() {
        reader.read(
                r -> r.withEncoding(StandardCharsets.UTF_8),
                reader.file("o.csv", "\ufeff" + HEADER + "a,2024-01-01,1\n"));
        assertThat(reader.column("select customer_id from order_line")).containsExactly("a");
    }
}
