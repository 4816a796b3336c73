// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Customers who can buy, or give, only at given opportunities: once a month, at every event, in each yearly appeal. Open {@link io.perennial.model.discrete.BgBb} for
 * the model and {@link io.perennial.model.discrete.BgBbFitter} to estimate it.
 */
@NullMarked
package io.perennial.model.discrete;

import org.jspecify.annotations.NullMarked;
