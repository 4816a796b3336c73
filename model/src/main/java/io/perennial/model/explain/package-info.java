// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Why a customer's value is what it is: open {@link io.perennial.model.explain.ValueFactors} first, then {@link io.perennial.model.explain.ValueChange} for two days. */
@NullMarked
package io.perennial.model.explain;

import org.jspecify.annotations.NullMarked;
