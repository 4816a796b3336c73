// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.model.DiscountRate;
import io.perennial.model.economics.Basis;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a forecast counts; one meaning for every customer.
 *
 * @param horizon how far the value of a score looks ahead
 * @param cap how far the lifetime value looks ahead that stands beside it; no value is uncapped
 * @param discount effective annual rate
 * @param basis what counts as value; empty: gross profit where all costs of goods are known or a margin is stated, else revenue
 * @param model of purchases, or {@code auto}
 * @param origins of the backtest behind the choice of the purchase model
 * @param seed of every random draw
 */
public record LifetimeTerms(
        Horizon horizon,
        Horizon cap,
        DiscountRate discount,
        Optional<Basis> basis,
        String model,
        int origins,
        long seed) {
    private static final double DAYS_PER_MONTH = 365.2425 / 12;

    /** Twelve months, capped at sixty, undiscounted, the best known basis, the model that a backtest chooses. */
    public static LifetimeTerms defaults() {
        Analysis analysis = Analysis.defaults();
        return new LifetimeTerms(
                Horizon.TWELVE_MONTHS,
                new Horizon(60, ChronoUnit.MONTHS),
                DiscountRate.NONE,
                Optional.empty(),
                Analysis.AUTO,
                analysis.origins(),
                analysis.seed());
    }

    public LifetimeTerms withHorizon(Horizon ahead) {
        return new LifetimeTerms(ahead, cap, discount, basis, model, origins, seed);
    }

    public LifetimeTerms withCap(Horizon ahead) {
        return new LifetimeTerms(horizon, ahead, discount, basis, model, origins, seed);
    }

    public LifetimeTerms withDiscount(DiscountRate rate) {
        return new LifetimeTerms(horizon, cap, rate, basis, model, origins, seed);
    }

    public LifetimeTerms withBasis(Basis of) {
        return new LifetimeTerms(horizon, cap, discount, Optional.of(of), model, origins, seed);
    }

    public LifetimeTerms withModel(String id) {
        return new LifetimeTerms(horizon, cap, discount, basis, id, origins, seed);
    }

    /** As the purchase models take it: revenue up to a day, in weeks. */
    Analysis analysis(LocalDate asOf) {
        return Analysis.defaults()
                .withWindow(null, asOf)
                .withModel(model)
                .withHorizon(horizon)
                .withDiscount(discount)
                .withOrigins(origins)
                .withSeed(seed);
    }

    /** Length in months, a whole number where the horizon is written in months or years. */
    public static double months(Horizon horizon, LocalDate asOf) {
        return switch (horizon.unit()) {
            case MONTHS -> horizon.amount();
            case YEARS -> 12.0 * horizon.amount();
            default -> months(horizon.daysAfter(asOf));
        };
    }

    static double months(double days) {
        return days / DAYS_PER_MONTH;
    }
}
