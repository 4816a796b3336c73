// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.artefact;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.observation.Observation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a saved model comes from.
 *
 * @param version of Perennial; "unknown" outside of a release archive
 * @param java version and machine it was fitted on
 * @param observationStart first day observed
 * @param observationEnd last day observed
 * @param timeUnit of the purchase model, such as {@code week}
 * @param currency of the spend model, ISO 4217; null when the orders named none
 * @param rowsRead rows of the orders
 * @param rowsAccepted those that were not refused
 * @param customers with a purchase that was not reversed
 * @param horizon that corrections and intervals were learnt for, such as {@code 12 months}
 * @param origins rolling origins asked for
 * @param model asked for: a model's id or {@code auto}
 * @param seed of every random draw
 */
public record ModelProvenance(
        String version,
        String java,
        LocalDate observationStart,
        LocalDate observationEnd,
        String timeUnit,
        @Nullable String currency,
        long rowsRead,
        long rowsAccepted,
        long customers,
        String horizon,
        int origins,
        String model,
        long seed) {
    /** Of a model that is fitted to an observation. */
    public static ModelProvenance of(Observation observation, Analysis analysis) {
        String version = ModelProvenance.class.getPackage().getImplementationVersion();
        return new ModelProvenance(
                version == null ? "unknown" : version,
                "%s on %s %s"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")),
                observation.start(),
                observation.end(),
                analysis.unit().label(),
                observation.reading().currency(),
                observation.reading().rowsRead(),
                observation.reading().rowsAccepted(),
                observation.customers().rows(),
                analysis.horizon().label(),
                analysis.origins(),
                analysis.model(),
                analysis.seed());
    }
}
