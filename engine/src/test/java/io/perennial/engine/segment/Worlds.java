// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.workspace.Stages;
import java.time.LocalDate;
import java.util.Optional;

/** Scored worlds for tests. */
public final class Worlds {
    private Worlds() {}

    /** The derived tables and scores of a ledger as of a day, with what was known then. */
    public static ScoredWorld of(Ledger ledger, LocalDate asOf, LifetimeTerms terms) {
        return ScoredWorld.open(
                ledger,
                Optional.of(asOf),
                Knowledge.AS_KNOWN_THEN,
                terms,
                new Stages(Stages.Listener.SILENT, System::nanoTime));
    }
}
