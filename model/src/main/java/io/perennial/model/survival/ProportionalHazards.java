// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import java.util.List;

/**
 * Whether the effect of covariates stays the same at all ages.
 *
 * <p>For each covariate the score test of a coefficient that changes with g = 1 - S(t-), S being the Kaplan-Meier curve: sum over event times of
 * (g - mean g) times the Schoenfeld residual, with its exact variance given the fit. Grambsch and Therneau, Proportional Hazards Tests and Diagnostics
 * Based on Weighted Residuals, Biometrika 81 (1994), whose formula takes one mean variance for all event times; here each has its own.
 *
 * @param names covariates tested
 * @param tests a test with one degree of freedom for each of them
 * @param global all of them together
 * @param time event times, ascending
 * @param scaledResiduals for each covariate and event time, coefficient + covariance times the mean Schoenfeld residual there times all events: their running mean shows
 *     how the coefficient changes with age
 */
@SuppressWarnings("ArrayRecordComponent") // columns
public record ProportionalHazards(
        List<String> names, List<ChiSquare> tests, ChiSquare global, double[] time, double[][] scaledResiduals) {}
