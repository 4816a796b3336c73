// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.5 | USD | 1,234.50 USD",
                "1234.5 | JPY | 1,235 JPY",
                "1.2345 | KWD | 1.235 KWD",
                "-0.001 | EUR | 0.00 EUR",
                "-2.5 | EUR | -2.50 EUR",
                "0.125 | | 0.13",
                "7 | not a code | 7.00 not a code",
                "NaN | USD | –",
            })
    void money(double amount, String currency, String text) {
        assertThat(Format.money(amount, currency)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.0000",
                "0.24259 | 0.24259",
                "0.0024259123 | 0.0024259",
                "4.41359 | 4.4136",
                "-9582.4292 | -9,582.4",
                "123456 | 123,456",
                "0.00001234567 | 1.2346e-05",
                "Infinity | ∞",
                "-Infinity | -∞",
            })
    void significant(double value, String text) {
        assertThat(Format.significant(value)).isEqualTo(text);
    }

    @Test
    void percent() {
        assertThat(Format.percent(0.1234, 1)).isEqualTo("12.3 %");
        assertThat(Format.percent(Double.NaN, 1)).isEqualTo("–");
    }

    @Test
    void countsSizesDatesAndDurations() {
        assertThat(Format.count(25_000_000)).isEqualTo("25,000,000");
        assertThat(Format.bytes(512L << 20)).isEqualTo("512 MiB");
        assertThat(Format.bytes(8L << 30)).isEqualTo("8.0 GiB");
        assertThat(Format.date(LocalDate.of(1997, 9, 30))).isEqualTo("1997-09-30");
        assertThat(Format.date(null)).isEqualTo("–");
        assertThat(Format.duration(Duration.ofMillis(850))).isEqualTo("850 ms");
        assertThat(Format.duration(Duration.ofMillis(3210))).isEqualTo("3.2 s");
        assertThat(Format.duration(Duration.ofSeconds(245))).isEqualTo("4 min 05 s");
    }
}
