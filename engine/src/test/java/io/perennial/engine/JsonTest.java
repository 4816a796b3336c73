// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Sample(long rowsRead, double clvLow, BigDecimal amount, LocalDate observationEnd) {}

    @Test
    void recordsAreWrittenInSnakeCaseWithPlainNumbersAndIsoDates() {
        assertThat(Json.of(new Sample(3, 0.1, new BigDecimal("1E+3"), LocalDate.of(2026, 3, 31))))
                .isEqualToIgnoringWhitespace(
                        "{\"rows_read\":3,\"clv_low\":0.1,\"amount\":1000,\"observation_end\":\"2026-03-31\"}");
    }

    @Test
    void whatIsNotANumberIsNull() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("T", 39.0);
        values.put("undefined", Double.NaN);
        values.put("infinite", Double.POSITIVE_INFINITY);
        values.put("array", new double[] {1, Double.NaN});

        assertThat(Json.of(values))
                .isEqualToIgnoringWhitespace("{\"T\":39.0,\"undefined\":null,\"infinite\":null,\"array\":[1.0,null]}");
    }
}
