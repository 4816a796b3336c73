// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.engine.ClvException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether purchase models may follow the calendar. */
public enum SeasonUse {
    /** Models with and without a season compete in the backtest. */
    AUTO,
    /** Every model follows the season that the history shows. */
    ON,
    /** None does. */
    OFF;

    /** Name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The families that can do what is asked.
     *
     * @throws ClvException if a season is asked of families that cannot follow one
     */
    public List<PurchaseFamily> able(List<PurchaseFamily> families) {
        if (this != ON) {
            return families;
        }
        List<PurchaseFamily> able = PurchaseFamily.single(families).stream()
                .filter(family -> !family.regular())
                .toList();
        if (able.isEmpty()) {
            throw ClvException.user(
                    "season-unsupported",
                    "--season on needs a model of purchases at random, was "
                            + families.get(0).id(),
                    "Name bg-nbd, mbg-nbd, pareto-nbd or ggompertz-nbd, or leave --season out.");
        }
        return able;
    }

    public static SeasonUse named(String id) {
        return Arrays.stream(values())
                .filter(use -> use.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "season-unknown-option",
                        "--season must be auto, on or off, was " + id,
                        "Leave it out to let a backtest decide."));
    }
}
