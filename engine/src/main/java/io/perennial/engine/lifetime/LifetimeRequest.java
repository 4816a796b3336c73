// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.stage.Knowledge;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run over a store.
 *
 * @param store the ledger's file
 * @param asOf day of observation; null for the last day on which anything happened
 * @param knowledge what a look at a past day may know
 * @param margin share of revenue left after the cost of goods, where no cost is on record; empty: the setting of the store
 * @param terms what values count
 * @param trackRecord whether last year's forecast is made again and compared with what came
 */
public record LifetimeRequest(
        Path store,
        @Nullable LocalDate asOf,
        Knowledge knowledge,
        Optional<BigDecimal> margin,
        LifetimeTerms terms,
        boolean trackRecord) {

    /** The last day of a store, by the defaults. */
    public static LifetimeRequest of(Path store) {
        return new LifetimeRequest(
                store, null, Knowledge.AS_KNOWN_THEN, Optional.empty(), LifetimeTerms.defaults(), false);
    }

    public LifetimeRequest withAsOf(LocalDate day, Knowledge known) {
        return new LifetimeRequest(store, day, known, margin, terms, trackRecord);
    }

    public LifetimeRequest withMargin(BigDecimal share) {
        return new LifetimeRequest(store, asOf, knowledge, Optional.of(share), terms, trackRecord);
    }

    public LifetimeRequest withTerms(LifetimeTerms other) {
        return new LifetimeRequest(store, asOf, knowledge, margin, other, trackRecord);
    }

    public LifetimeRequest withTrackRecord(boolean wanted) {
        return new LifetimeRequest(store, asOf, knowledge, margin, terms, wanted);
    }
}
