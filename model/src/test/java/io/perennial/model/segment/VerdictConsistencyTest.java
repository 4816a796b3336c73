// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictConsistencyTest {
    private static String sentence(double netEach, double share) {
        return Verdict.of(
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        netEach,
                        OptionalDouble.of(share),
                        money -> String.format(Locale.ROOT, "%.2f EUR", money))
                .sentence();
    }

    @Test
    void aSmallShareIsNotCalledNothing() {
        assertThat(sentence(12, 0.0004))
                .isEqualTo(
                        "No cost of acquisition on record; adds 12.00 EUR per customer after service and less than 1 % of all net value.");
        assertThat(sentence(12, 0.39)).endsWith("and 39 % of all net value.");
        assertThat(sentence(0, 0)).endsWith("and 0 % of all net value.");
    }

    @Test
    void aLosingSegmentTakesFromTheWhole() {
        assertThat(sentence(-1.71, -0.0004))
                .endsWith("loses 1.71 EUR per customer after service, which takes less than 1 % off all net value.");
        assertThat(sentence(-87.8, -0.12)).endsWith("which takes 12 % off all net value.");
    }
}
