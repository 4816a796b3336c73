// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.artefact;

import io.perennial.engine.evidence.Choice;
import io.perennial.engine.season.Seasonality;
import io.perennial.model.season.Pattern;
import io.perennial.model.season.SeasonIndex;
import io.perennial.model.season.UnknownSeason;
import org.jspecify.annotations.Nullable;

/**
 * A season as it is written beside a model.
 *
 * @param followed whether the purchase model's time runs by it
 * @param months factors of January to December, with what they rest on
 * @param weekdays factors of Monday to Sunday
 * @param unknown what a season not known yet may bring, by which intervals are widened
 */
record SavedSeason(boolean followed, Pattern months, Pattern weekdays, UnknownSeason unknown) {
    SavedSeason {
        check("months", months, 12);
        check("weekdays", weekdays, 7);
    }

    private static void check(String name, Pattern pattern, int cells) {
        double[] factors = pattern.factors();
        if (factors.length != cells) {
            throw new IllegalArgumentException(
                    "season.%s must have %d factors, had %d".formatted(name, cells, factors.length));
        }
        for (double factor : factors) {
            // negated, so that NaN is refused
            if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("season.%s must have factors > 0, was %s".formatted(name, factor));
            }
        }
    }

    static @Nullable SavedSeason of(Choice choice) {
        Seasonality season = choice.season();
        SeasonIndex index = season.index();
        return season.known()
                ? new SavedSeason(choice.follows(), index.months(), index.weekdays(), season.unknown())
                : null;
    }

    Seasonality seasonality() {
        return new Seasonality(new SeasonIndex(months, weekdays), unknown);
    }
}
