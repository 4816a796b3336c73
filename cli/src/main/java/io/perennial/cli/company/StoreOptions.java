// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.engine.ClvException;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.segment.ScoredWorld;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.workspace.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From where a command looks at a store. */
final class StoreOptions {
    @Option(names = "--store", paramLabel = "FILE", description = "The store (default: ${DEFAULT-VALUE}).")
    private Path store = Ledger.DEFAULT_FILE;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Day of observation (default: that of the latest run).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--restated",
            description = "Look back with what is known today, not only with what was known then.")
    private boolean restated;

    Optional<LocalDate> asOf() {
        return Optional.ofNullable(asOf);
    }

    Knowledge knowledge() {
        return restated ? Knowledge.RESTATED : Knowledge.AS_KNOWN_THEN;
    }

    /** Opens the store for something. */
    <R> R ledger(Function<Ledger, R> use) {
        if (!Files.exists(store)) {
            throw ClvException.user(
                    "store-missing",
                    "store must be an existing file, was " + store,
                    "Fill one with clv import FILE, or clv demo.");
        }
        try (Ledger ledger = Ledger.open(store)) {
            return use.apply(ledger);
        }
    }

    /** Opens the store and its scores for something. */
    <R> R scored(Stages stages, Function<ScoredWorld, R> use) {
        return ledger(
                ledger -> use.apply(ScoredWorld.open(ledger, asOf(), knowledge(), LifetimeTerms.defaults(), stages)));
    }
}
