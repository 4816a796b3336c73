// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts as a manager reads them. */
class VerdictTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | 0.394 | adds 120 per customer after service, 39 % of all net value.",
                "120 | 0.004 | adds 120 per customer after service, less than 1 % of all net value.",
                "-2 | -0.0005 | loses 2 per customer after service, taking less than 1 % off all net value.",
                "-88 | -0.12 | loses 88 per customer after service, taking 12 % off all net value.",
                "0 | 0 | adds 0 per customer after service, nothing of all net value.",
                "0 | | adds 0 per customer after service."
            })
    void aSmallShareIsNotZeroAndALossIsNoPart(double netEach, Double share, String ending) {
        Verdict verdict = Verdict.of(
                OptionalDouble.of(4),
                OptionalDouble.of(5),
                netEach,
                share == null ? OptionalDouble.empty() : OptionalDouble.of(share),
                amount -> String.format(Locale.ROOT, "%.0f", amount));

        assertThat(verdict.sentence()).endsWith(ending);
    }
}
