// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

/**
 * Mean of the time stayed, counted up to a limit: the area under the survival curve.
 *
 * @param until the limit; never beyond what was observed, unless nobody was left by then
 * @param mean mean time stayed before the limit
 * @param standardError by Greenwood's variances
 */
public record RestrictedMean(double until, double mean, double standardError) {}
