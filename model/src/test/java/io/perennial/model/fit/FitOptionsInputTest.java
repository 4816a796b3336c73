// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FitOptionsInputTest {
    @Test
    void refusesWhatCannotWork() {
        FitOptions options = FitOptions.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withMaxIterations(0))
                .withMessage("maxIterations must be >= 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withTolerance(Double.NaN))
                .withMessage("tolerance must be in (0, 1), was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withExtraStarts(-1))
                .withMessage("extraStarts must be >= 0, was -1");
    }
}
