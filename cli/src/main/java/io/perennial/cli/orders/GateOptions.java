// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.engine.ClvException;
import io.perennial.model.validate.Sufficiency.Thresholds;
import picocli.CommandLine.Option;

/** Thresholds of the sufficiency gate. */
final class GateOptions {
    @Option(
            names = "--min-buyers",
            paramLabel = "N",
            description = "Fewest customers to choose a model with (default 500).")
    private long buyers = Thresholds.defaults().buyers();

    @Option(
            names = "--min-days",
            paramLabel = "N",
            description = "Shortest observation to choose a model with (default 180).")
    private double days = Thresholds.defaults().observedDays();

    @Option(
            names = "--max-quiet-days",
            paramLabel = "N",
            description = "Longest time since the last order of anybody (default 30).")
    private double quietDays = Thresholds.defaults().daysSinceLastOrder();

    @Option(
            names = "--min-frequent",
            paramLabel = "N",
            description = "Fewest customers with three or more orders (default 1).")
    private long frequent = Thresholds.defaults().frequentBuyers();

    Thresholds thresholds() {
        requireNotNegative("--min-buyers", buyers);
        requireNotNegative("--min-days", days);
        requireNotNegative("--max-quiet-days", quietDays);
        requireNotNegative("--min-frequent", frequent);
        return Thresholds.defaults()
                .withBuyers(buyers)
                .withObservedDays(days)
                .withDaysSinceLastOrder(quietDays)
                .withFrequentBuyers(Thresholds.defaults().frequentOrders(), frequent);
    }

    private static void requireNotNegative(String option, Number value) {
        if (value.doubleValue() < 0) {
            throw ClvException.user(
                    "threshold-invalid", option + " must be 0 or more, was " + value, "Leave it out for the default.");
        }
    }
}
