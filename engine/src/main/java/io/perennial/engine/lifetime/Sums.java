// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.model.value.TotalEstimate;

/** Sums of independent estimates. */
final class Sums {
    static final TotalEstimate NOTHING = new TotalEstimate(0, 0, 0, 0, 0);

    private Sums() {}

    /** Expectations add up, and so do the squares of the distances from an expectation to an end of its interval. */
    static TotalEstimate plus(TotalEstimate a, TotalEstimate b) {
        double expected = a.expected() + b.expected();
        return new TotalEstimate(
                expected,
                expected - Math.hypot(a.expected() - a.low80(), b.expected() - b.low80()),
                expected + Math.hypot(a.high80() - a.expected(), b.high80() - b.expected()),
                expected - Math.hypot(a.expected() - a.low95(), b.expected() - b.low95()),
                expected + Math.hypot(a.high95() - a.expected(), b.high95() - b.expected()));
    }

    /** The estimate of a sum whose parts are worth {@code expected} instead, each in proportion; ends change places where the sign does. */
    static TotalEstimate scaled(TotalEstimate total, double expected) {
        if (total.expected() == 0) {
            return new TotalEstimate(expected, expected, expected, expected, expected);
        }
        double factor = expected / total.expected();
        boolean turned = factor < 0;
        return new TotalEstimate(
                expected,
                factor * (turned ? total.high80() : total.low80()),
                factor * (turned ? total.low80() : total.high80()),
                factor * (turned ? total.high95() : total.low95()),
                factor * (turned ? total.low95() : total.high95()));
    }
}
