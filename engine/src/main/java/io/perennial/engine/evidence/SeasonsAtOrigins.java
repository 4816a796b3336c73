// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.model.TimeUnit;
import io.perennial.model.season.SeasonIndex;
import io.perennial.model.season.SeasonTime;
import io.perennial.model.validate.Holdout;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.Optional;

/** The season as it was known at each origin of a backtest, and who may use it. */
final class SeasonsAtOrigins {
    private final SeasonUse use;
    private final IdentityHashMap<Holdout, SeasonTime> times = new IdentityHashMap<>();
    private int parameters;

    SeasonsAtOrigins(SeasonUse use) {
        this.use = use;
    }

    /** Whether a season has to be looked for. */
    boolean wanted() {
        return use != SeasonUse.OFF;
    }

    /** Keeps what was known at an origin. */
    void known(Holdout holdout, SeasonIndex index, TimeUnit unit, LocalDate origin, int days) {
        if (index.seen()) {
            times.put(holdout, SeasonTime.of(index, unit, origin, days));
            parameters = Math.max(parameters, index.parameters());
        }
    }

    boolean plainCompetes() {
        return use != SeasonUse.ON;
    }

    /** A season that no origin saw would only repeat the plain model; how regular purchases are in seasonal time is not measured. */
    boolean competes(PurchaseFamily family) {
        return use == SeasonUse.ON || (use == SeasonUse.AUTO && !times.isEmpty() && !family.regular());
    }

    /** Factors estimated beside the model's parameters, at most. */
    int parameters() {
        return parameters;
    }

    Optional<SeasonTime> time(Holdout holdout) {
        return Optional.ofNullable(times.get(holdout));
    }
}
