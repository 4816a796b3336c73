// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From forecasts of purchases and spend to money: value per customer with predictive intervals, totals, concentration.
 * Open {@link io.perennial.model.value.ValueKernel} first.
 */
@NullMarked
package io.perennial.model.value;

import org.jspecify.annotations.NullMarked;
