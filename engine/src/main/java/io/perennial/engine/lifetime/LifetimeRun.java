// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.refresh.Derived;
import io.perennial.engine.refresh.Refresh;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * {@code clv run}: refresh the derived tables, then score everybody. A run for a day before the last fact leaves the derived tables of the store as they are and looks
 * back beside them; its scores are kept with those of other days.
 */
public final class LifetimeRun {
    /**
     * @param scores of the day
     * @param tables derived tables, in the order in which they were looked at, and how much of each was made; empty when the run looked back beside the store
     * @param trackRecord last year's forecast beside what came; empty when it was not asked for
     * @param warnings of the derived tables
     * @param timings in seconds
     */
    public record Result(
            LifetimeResult scores,
            List<Refresh.Outcome> tables,
            List<TrackRecord.Row> trackRecord,
            List<Notice> warnings,
            List<Stages.Timing> timings) {}

    /** A last step, which sees the world of the run with its scores. */
    @FunctionalInterface
    public interface LastStep {
        void run(Connection store, World world);
    }

    private LifetimeRun() {}

    /** Runs it. */
    public static Result run(LifetimeRequest request, Stages stages) {
        return run(request, stages, (store, world) -> {});
    }

    /** Runs it, and something more before the store is closed. */
    public static Result run(LifetimeRequest request, Stages stages, LastStep last) {
        if (!Files.exists(request.store())) {
            throw ClvException.user(
                    "store-missing",
                    "store must be an existing file, was " + request.store(),
                    "Fill one with clv import FILE, or clv demo.");
        }
        try (Ledger ledger = Ledger.open(request.store())) {
            LocalDate lastDay = World.lastDay(ledger.connection())
                    .orElseThrow(() -> ClvException.data(
                            "ledger-empty",
                            "Nothing has happened in " + request.store(),
                            "Fill it with clv import FILE, or clv demo."));
            World world = world(request, ledger, lastDay);
            Optional<Refresh.Result> refresh = stages.run("refresh", () -> {
                if (world.asOf().isBefore(lastDay)) {
                    Derived.open(ledger, world, Steps.ALL);
                    return Optional.empty();
                }
                return Optional.of(Refresh.run(ledger, world, Steps.ALL, table -> {}));
            });
            LifetimeResult scores = Lifetime.score(ledger.connection(), world, request.terms(), stages);
            List<TrackRecord.Row> record = request.trackRecord()
                    ? TrackRecord.of(ledger.connection(), world, request.terms(), stages)
                    : List.of();
            last.run(ledger.connection(), world);
            return new Result(
                    scores,
                    refresh.map(Refresh.Result::steps).orElse(List.of()),
                    record,
                    refresh.map(Refresh.Result::warnings).orElse(List.of()),
                    stages.timings());
        }
    }

    private static World world(LifetimeRequest request, Ledger ledger, LocalDate last) {
        LocalDate asked = request.asOf();
        World world = World.of(ledger.connection(), asked == null ? last : asked, request.knowledge());
        World.Assumptions assumed = world.assumptions();
        return request.margin().isEmpty()
                ? world
                : new World(
                        world.asOf(),
                        world.knowledge(),
                        world.zone(),
                        world.baseCurrency(),
                        new World.Assumptions(
                                request.margin(),
                                assumed.contactHourCost(),
                                assumed.costPerContact(),
                                assumed.cacLagMonths()));
    }
}
