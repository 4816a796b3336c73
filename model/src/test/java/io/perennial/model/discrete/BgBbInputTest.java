// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.FitOptions;
import org.junit.jupiter.api.Test;

class BgBbInputTest {
    private static final BgBb MODEL = BgBb.of(1, 1, 1, 1);

    @Test
    void refusalsNameTheValue() {
        assertThatThrownBy(() -> BgBb.of(1, 1, 0, 1)).hasMessage("gamma must be finite and > 0, was 0.0");
        String rule =
                "history must have 0 <= frequency <= recency <= opportunities and recency 0 exactly when frequency is 0, was ";
        assertThatThrownBy(() -> MODEL.logLikelihood(3, 2, 5))
                .hasMessage(rule + "frequency 3, recency 2, opportunities 5");
        assertThatThrownBy(() -> MODEL.probabilityAlive(0, 2, 5))
                .hasMessage(rule + "frequency 0, recency 2, opportunities 5");
        assertThatThrownBy(() -> MODEL.expectedTransactions(-1))
                .hasMessage("horizon must be >= 0 opportunities, was -1");
        assertThatThrownBy(() -> MODEL.discountedResidualTransactions(0, 0, 0, 0))
                .hasMessage("rate must be finite and > 0, was 0.0");
        assertThatThrownBy(() -> OpportunityHistories.of(new int[1], new int[1], new int[2], new double[1]))
                .hasMessage("columns must have one length, had 1, 1, 2 and 1");
        assertThatThrownBy(() -> OpportunityHistories.of(new int[1], new int[1], new int[1], new double[] {Double.NaN}))
                .hasMessage("weight must be finite and >= 0, was NaN (row 0)");
        assertThatThrownBy(() -> BgBbFitter.fit(
                        OpportunityHistories.of(new int[0], new int[0], new int[0], new double[0]),
                        FitOptions.defaults()))
                .hasMessage("histories must hold at least one customer, held none");
    }

    @Test
    void dataThatSayLittleAreNamed() {
        assertThat(codes(0, 0, 5)).contains("no-repeat-buyers");
        assertThat(codes(5, 5, 5)).contains("no-dropout-visible");
        assertThat(codes(1, 1, 1)).contains("one-opportunity", "no-dropout-visible");
    }

    private static String[] codes(int x, int tx, int n) {
        OpportunityHistories same =
                OpportunityHistories.of(new int[] {x}, new int[] {tx}, new int[] {n}, new double[] {30});
        return BgBbFitter.fit(same, FitOptions.defaults()).diagnoses().stream()
                .map(Diagnosis::code)
                .toArray(String[]::new);
    }
}
