// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.validate.Sufficiency.Facts;
import io.perennial.model.validate.Sufficiency.Failure;
import io.perennial.model.validate.Sufficiency.Fallback;
import io.perennial.model.validate.Sufficiency.Thresholds;
import org.junit.jupiter.api.Test;

class SufficiencyInputTest {
    private static final Thresholds DEFAULTS = Thresholds.defaults();

    @Test
    void everythingAtItsThresholdSuffices() {
        Sufficiency gate = Sufficiency.of(new Facts(500, 180, 30, 1), DEFAULTS);
        assertThat(gate.sufficient()).isTrue();
        assertThat(gate.fallback()).isEqualTo(Fallback.NONE);
    }

    @Test
    void eachConditionFailsByItself() {
        assertThat(Sufficiency.of(new Facts(499, 180, 30, 1), DEFAULTS).failures())
                .containsExactly(new Failure("too-few-buyers", "Customers who bought: 499; at least 500 are needed."));
        assertThat(Sufficiency.of(new Facts(500, 179, 30, 1), DEFAULTS).failures())
                .containsExactly(new Failure("history-too-short", "Days of history: 179; at least 180 are needed."));
        assertThat(Sufficiency.of(new Facts(500, 180, 31, 1), DEFAULTS).failures())
                .containsExactly(
                        new Failure(
                                "no-recent-order",
                                "The last purchase was 31 days before the observation end, at most 30 may pass: check the observation end."));
        assertThat(Sufficiency.of(new Facts(500, 180, 30, 0), DEFAULTS).failures())
                .containsExactly(new Failure(
                        "no-frequent-buyers", "Customers who bought on 3 days or more: 0; at least 1 needed."));
    }

    @Test
    void theFallbackFollowsFromWhatIsMissing() {
        assertThat(Sufficiency.of(new Facts(100, 90, 5, 8), DEFAULTS).fallback())
                .isEqualTo(Fallback.SIMPLEST_MODEL);
        assertThat(Sufficiency.of(new Facts(5000, 400, 5, 0), DEFAULTS).fallback())
                .isEqualTo(Fallback.POPULATION_RATE);
    }

    @Test
    void thresholdsAreConfigurable() {
        Thresholds own = DEFAULTS.withBuyers(10)
                .withObservedDays(5)
                .withDaysSinceLastOrder(400)
                .withFrequentBuyers(5, 2);
        assertThat(Sufficiency.of(new Facts(10, 5, 400, 2), own).sufficient()).isTrue();
        assertThat(Sufficiency.of(new Facts(10, 5, 400, 1), own).failures())
                .extracting(Failure::message)
                .containsExactly("Customers who bought on 5 days or more: 1; at least 2 needed.");
    }

    @Test
    void unknownFiguresFail() {
        assertThat(Sufficiency.of(new Facts(0, Double.NaN, Double.NaN, 0), DEFAULTS)
                        .failures())
                .hasSize(4);
    }
}
