// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.tenure.TenureModel;
import io.perennial.engine.tenure.TenurePeriod;
import io.perennial.engine.tenure.TenureRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only the models of subscriptions and contracts ask for. */
final class TenureOptions {
    @Option(
            names = "--period",
            paramLabel = "UNIT",
            description = "Subscriptions: from one renewal to the next: week, month (default), quarter or year.")
    private @Nullable String period;

    @Option(
            names = "--stratum",
            paramLabel = "COL",
            description = "Subscriptions: column of groups to compare, by log-rank or likelihood-ratio test.")
    private @Nullable String stratum;

    @Option(
            names = "--depends-on",
            paramLabel = "COL",
            split = ",",
            description = "Subscriptions: columns that leaving may depend on, for --model cox.")
    private List<String> covariates = List.of();

    @Option(
            names = "--monthly-margin",
            paramLabel = "MONEY",
            description =
                    "Subscriptions: margin per customer and month; values those still active, beside margin / churn.")
    private @Nullable Double monthlyMargin;

    /** @throws ClvException if an option was given that the models of orders do not have */
    void refuse() {
        if (period != null || stratum != null || monthlyMargin != null || !covariates.isEmpty()) {
            throw ClvException.user(
                    "tenure-option",
                    "--period, --stratum, --depends-on and --monthly-margin need a model of subscriptions",
                    "Add --model sbg, bdw, kaplan-meier or cox.");
        }
    }

    TenureRequest request(TenureModel model, List<String> inputs, Analysis analysis) {
        if (inputs.size() != 1) {
            throw ClvException.user(
                    "one-table",
                    "--model %s needs one table, had %d".formatted(model.id(), inputs.size()),
                    "Join the tables first.");
        }
        Double margin = monthlyMargin;
        if (margin != null && !(margin >= 0)) {
            throw ClvException.user(
                    "margin-out-of-range",
                    "--monthly-margin must be money, at least 0, was " + margin,
                    "Write it like 12.50.");
        }
        double years = analysis.horizon().amount()
                * analysis.horizon().unit().getDuration().toSeconds()
                / (365.2425 * 86400);
        if (years > 100) {
            throw ClvException.user(
                    "horizon-out-of-range",
                    "--horizon must be at most 100 years, was "
                            + analysis.horizon().label(),
                    "The lifetimes shown have no horizon.");
        }
        return new TenureRequest(
                inputs.get(0),
                model,
                TenurePeriod.named(period == null ? "month" : period),
                analysis.until(),
                stratum,
                covariates,
                analysis.discount(),
                margin,
                years);
    }
}
