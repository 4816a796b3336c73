// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.validate.Sufficiency;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Orders in, values out.
 *
 * @param source where the orders are
 * @param analysis what to compute
 * @param covariates what else is known of customers; null for nothing
 * @param model file of a saved model to use instead of choosing and fitting one; null for none
 * @param thresholds of the sufficiency gate
 * @param out file of scores, Parquet or CSV by its ending; null for none
 * @param report file of the HTML report; null for none
 * @param quarantine CSV file of refused rows; null for the default beside {@code out}, or none without {@code out}
 * @param commandLine as typed, for the report
 * @param clock tells when the report was made
 */
public record ScoreRequest(
        SourceRequest source,
        Analysis analysis,
        @Nullable CovariateRequest covariates,
        @Nullable Path model,
        Sufficiency.Thresholds thresholds,
        @Nullable Path out,
        @Nullable Path report,
        @Nullable Path quarantine,
        String commandLine,
        Clock clock) {

    public static ScoreRequest of(SourceRequest source) {
        return new ScoreRequest(
                source,
                Analysis.defaults(),
                null,
                null,
                Sufficiency.Thresholds.defaults(),
                null,
                null,
                null,
                "",
                Clock.systemUTC());
    }

    public ScoreRequest withAnalysis(Analysis what) {
        return new ScoreRequest(
                source, what, covariates, model, thresholds, out, report, quarantine, commandLine, clock);
    }

    public ScoreRequest withOut(Path file) {
        return new ScoreRequest(
                source, analysis, covariates, model, thresholds, file, report, quarantine, commandLine, clock);
    }

    public ScoreRequest withReport(Path file) {
        return new ScoreRequest(
                source, analysis, covariates, model, thresholds, out, file, quarantine, commandLine, clock);
    }

    public ScoreRequest withCovariates(CovariateRequest known) {
        return new ScoreRequest(
                source, analysis, known, model, thresholds, out, report, quarantine, commandLine, clock);
    }

    /** With a model that {@code clv fit --save} wrote. */
    public ScoreRequest withModel(Path file) {
        return new ScoreRequest(
                source, analysis, covariates, file, thresholds, out, report, quarantine, commandLine, clock);
    }
}
