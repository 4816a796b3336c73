// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the figures were computed from and with, so that an analyst can repeat them.
 *
 * @param version of Perennial
 * @param commandLine as typed
 * @param createdAt when the run ended
 * @param windowStart first day observed
 * @param windowEnd last day observed
 * @param timeUnit {@code day}, {@code week} or {@code month}: the unit of the models' time
 * @param purchase the fitted purchase model
 * @param spend the fitted spend model
 * @param timings stages of the run in their order
 * @param facts anything else, such as seeds, Java, operating system, corrections
 */
public record Provenance(
        String version,
        String commandLine,
        Instant createdAt,
        LocalDate windowStart,
        LocalDate windowEnd,
        String timeUnit,
        Section<FittedModel> purchase,
        Section<FittedModel> spend,
        List<Timing> timings,
        List<Fact> facts) {

    public Provenance {
        timings = List.copyOf(timings);
        facts = List.copyOf(facts);
    }

    /**
     * A fitted model.
     *
     * @param name such as {@code BG/NBD}
     * @param logLikelihood summed over customers
     * @param customers customers fitted on
     * @param rows distinct weighted rows of the likelihood
     * @param remarks diagnoses in words; empty when there are none
     */
    public record FittedModel(
            String name,
            List<Parameter> parameters,
            double logLikelihood,
            long customers,
            long rows,
            boolean converged,
            int iterations,
            int evaluations,
            double gradientNorm,
            List<String> remarks) {
        public FittedModel {
            parameters = List.copyOf(parameters);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A parameter in the model's own unit.
     *
     * @param standardError NaN where the data do not identify it
     */
    public record Parameter(String name, double estimate, double standardError) {}

    /** A stage and its wall-clock time in seconds. */
    public record Timing(String stage, double seconds) {}

    /** Anything worth knowing, such as {@code Seed} and {@code 42}. */
    public record Fact(String label, String value) {}
}
