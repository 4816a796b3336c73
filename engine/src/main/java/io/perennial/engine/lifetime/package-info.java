// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Lifetime value of every kind of relationship, from the staged ledger: {@link io.perennial.engine.lifetime.Lifetime} is the main path.
 */
@NullMarked
package io.perennial.engine.lifetime;

import org.jspecify.annotations.NullMarked;
