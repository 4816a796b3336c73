// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Boosted trees that correct a model's forecasts by what else is known of customers; start with {@link io.perennial.engine.learner.BoostedTrees}. */
@NullMarked
package io.perennial.engine.learner;

import org.jspecify.annotations.NullMarked;
