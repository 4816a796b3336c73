// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SystematicSampleConsistencyTest {
    private static final double[] WEIGHTS = {1, 1, 50, 1, 1, 1, 1, 1, 2, 41};

    @Test
    void standsForAllCustomers() {
        for (int wanted = 1; wanted <= WEIGHTS.length; wanted++) {
            SystematicSample sample = SystematicSample.of(WEIGHTS.length, 100, row -> WEIGHTS[row], wanted);
            assertThat(sample.rows().length).isBetween(1, wanted);
            assertThat(sample.rows()).isSorted().doesNotHaveDuplicates();
            // a handful of additions
            assertThat(Arrays.stream(sample.weights()).sum()).isEqualTo(100, within(1e-12));
        }
    }

    @Test
    void countsHeavyRowsAsOftenAsTheyAreMarked() {
        SystematicSample sample = SystematicSample.of(WEIGHTS.length, 100, row -> WEIGHTS[row], 10);
        // marks at 5, 15 ... 95: five of them on customers 3 to 52, one on customer 55, four on the last row
        assertThat(sample.rows()).containsExactly(2, 5, 9);
        assertThat(sample.weights()).containsExactly(50, 10, 40);
    }
}
