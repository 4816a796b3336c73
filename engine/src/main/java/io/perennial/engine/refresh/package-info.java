// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps the derived tables of the store up to date: {@link io.perennial.engine.refresh.Refresh} runs the steps, {@link io.perennial.engine.refresh.Steps} lists
 * them, {@link io.perennial.engine.refresh.Derived} finds or makes the tables for a look from any other day.
 */
@NullMarked
package io.perennial.engine.refresh;

import org.jspecify.annotations.NullMarked;
