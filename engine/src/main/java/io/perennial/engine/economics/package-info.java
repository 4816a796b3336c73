// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What customers bring and cost: the tables {@code mart_…} over the staged ledger, listed in {@link io.perennial.engine.economics.Economics}.
 */
@NullMarked
package io.perennial.engine.economics;

import org.jspecify.annotations.NullMarked;
