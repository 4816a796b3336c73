// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import io.perennial.engine.Notice;
import io.perennial.model.contract.Expected;
import io.perennial.model.contract.StreamComparison;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.survival.ChiSquare;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model of how long customers stay. Rates are fractions, ages are counted in periods.
 *
 * @param model id of the model
 * @param title the same for people
 * @param forecasts whether it says what happens after the last observation
 * @param until last day observed; null for a table of cohorts
 * @param customers in the fit
 * @param left those of them who left
 * @param truncated those of them who came under observation after their start
 * @param parameters of a parametric model, or effects of covariates
 * @param curve by age, up to the oldest age observed
 * @param lifetime what is still to come, for forecasting models
 * @param money the customers still active, valued; null without a margin
 * @param median age by which half have left; null if more than half were still there
 * @param difference whether groups differ; null without a stratum
 * @param proportionality of all covariates of a Cox model together; null for others
 */
public record TenureResult(
        String model,
        String title,
        boolean forecasts,
        String period,
        @Nullable LocalDate until,
        double customers,
        double left,
        double truncated,
        List<Parameter> parameters,
        @Nullable Double logLikelihood,
        @Nullable Double aic,
        boolean converged,
        List<Point> curve,
        List<Lifetime> lifetime,
        @Nullable StreamComparison money,
        @Nullable Double median,
        List<Group> groups,
        @Nullable ChiSquare difference,
        @Nullable ChiSquare likelihoodRatio,
        @Nullable ChiSquare proportionality,
        List<Diagnosis> diagnoses,
        List<Notice> warnings) {
    /**
     * A parameter or an effect.
     *
     * @param standardError null where the data do not identify the parameter
     * @param hazardRatio exp(estimate), for covariates only
     * @param proportionalP p-value of whether the effect stays the same at all ages, for covariates only
     */
    public record Parameter(
            String name,
            double estimate,
            @Nullable Double standardError,
            @Nullable Double hazardRatio,
            @Nullable Double proportionalP) {}

    /**
     * The curve at one age.
     *
     * @param observed share of those up for renewal at this age who renewed; null where nobody was
     * @param retention the same by the model
     * @param survival share of new customers who get past this age
     */
    public record Point(
            int age,
            double atRisk,
            double lost,
            @Nullable Double observed,
            @Nullable Double retention,
            double survival,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * What is still to come at one age.
     *
     * @param age renewals behind the customer; 0 is a new one
     * @param renewals expected renewals still to come, not discounted
     * @param discounted the same, each discounted from its date
     * @param elasticity percent by which {@code discounted} rises when all retention rates rise by one percent
     */
    public record Lifetime(int age, Expected renewals, Expected discounted, Expected elasticity) {}

    /**
     * Customers with one value of the stratum.
     *
     * @param expected of {@code left}, if groups did not differ; null where another test compares them
     */
    public record Group(
            String name,
            double customers,
            double left,
            @Nullable Double expected,
            List<Parameter> parameters) {}
}
