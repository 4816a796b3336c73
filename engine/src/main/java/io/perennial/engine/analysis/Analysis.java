// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What to compute from the orders; where they come from is said elsewhere.
 *
 * @param from first day observed; null for the first day seen
 * @param until last day observed; null for the last day seen, which a run points out
 * @param unit of the models' time
 * @param model a model's id, or {@code auto} to let a backtest choose
 * @param horizon how far to look ahead
 * @param discount effective annual rate, applied at the time of each purchase
 * @param margin gross margin as a fraction; empty to value customers by revenue
 * @param origins rolling origins of the backtest behind the choice, the correction and the intervals
 * @param seed of every random draw
 * @param season whether purchase models may follow the calendar
 */
public record Analysis(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        TimeUnit unit,
        String model,
        Horizon horizon,
        DiscountRate discount,
        OptionalDouble margin,
        int origins,
        long seed,
        SeasonUse season) {
    public static final String AUTO = "auto";

    /** Everything seen, weeks, a backtest's choice, twelve months ahead, undiscounted revenue. */
    public static Analysis defaults() {
        return new Analysis(
                null,
                null,
                TimeUnit.WEEK,
                AUTO,
                Horizon.TWELVE_MONTHS,
                DiscountRate.NONE,
                OptionalDouble.empty(),
                3,
                20_261_122L,
                SeasonUse.AUTO);
    }

    public Analysis withWindow(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new Analysis(first, last, unit, model, horizon, discount, margin, origins, seed, season);
    }

    public Analysis withUnit(TimeUnit of) {
        return new Analysis(from, until, of, model, horizon, discount, margin, origins, seed, season);
    }

    public Analysis withModel(String id) {
        return new Analysis(from, until, unit, id, horizon, discount, margin, origins, seed, season);
    }

    public Analysis withHorizon(Horizon ahead) {
        return new Analysis(from, until, unit, model, ahead, discount, margin, origins, seed, season);
    }

    public Analysis withDiscount(DiscountRate rate) {
        return new Analysis(from, until, unit, model, horizon, rate, margin, origins, seed, season);
    }

    public Analysis withMargin(double fraction) {
        return new Analysis(
                from, until, unit, model, horizon, discount, OptionalDouble.of(fraction), origins, seed, season);
    }

    public Analysis withOrigins(int number) {
        return new Analysis(from, until, unit, model, horizon, discount, margin, number, seed, season);
    }

    public Analysis withSeed(long value) {
        return new Analysis(from, until, unit, model, horizon, discount, margin, origins, value, season);
    }

    public Analysis withSeason(SeasonUse use) {
        return new Analysis(from, until, unit, model, horizon, discount, margin, origins, seed, use);
    }

    /** What values mean: revenue, or gross profit when a margin is given. */
    public String basis() {
        return margin.isPresent() ? "gross_profit" : "revenue";
    }
}
