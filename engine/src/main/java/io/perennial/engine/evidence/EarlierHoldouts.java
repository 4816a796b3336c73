// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.model.validate.Holdout;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What an origin may learn from outcomes: holdouts that were over by then. */
final class EarlierHoldouts {
    private final Origins origins;
    private final List<Holdout> holdouts;

    /** @param holdouts the latest first */
    EarlierHoldouts(Origins origins, List<Holdout> holdouts) {
        this.origins = origins;
        this.holdouts = List.copyOf(holdouts);
    }

    /** The latest holdout that ended on the day of this origin or before; its outcome is known at the origin. */
    Optional<Holdout> before(Holdout holdout) {
        LocalDate origin = LocalDate.parse(holdout.origin());
        return holdouts.stream()
                .filter(other ->
                        !origins.holdoutEnd(LocalDate.parse(other.origin())).isAfter(origin))
                .findFirst();
    }
}
