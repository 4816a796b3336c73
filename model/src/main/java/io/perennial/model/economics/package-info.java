// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Unit economics: every formula of customer lifetime value with its steps, basis and benchmark band.
 *
 * <p>Open {@link io.perennial.model.economics.Formulas} for the catalogue, {@link io.perennial.model.economics.Formula#calculate} to evaluate an
 * entry, {@link io.perennial.model.economics.SubscriptionValue} and {@link io.perennial.model.economics.Rates} for the bare mathematics. Arithmetic is
 * in double; {@link io.perennial.model.economics.Figures} is the one place that rounds.
 */
@NullMarked
package io.perennial.model.economics;

import org.jspecify.annotations.NullMarked;
