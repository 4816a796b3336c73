// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.List;

/**
 * Figures of one prediction for any weighting of the customers: weights 1 give the figures themselves, bootstrap weights one resample of them. Everything that
 * does not depend on the weights is computed once.
 */
interface Scorer {
    /** The metrics that fill the first slots of {@link #score}, in this order; after them come the columns of tables that the scorer keeps. */
    List<Metric> metrics();

    /** All figures under the given weights, NaN where undefined. Safe for concurrent use. */
    double[] score(int[] weight);

    /** Why a metric is undefined for all customers together. */
    String reason(Metric metric);
}
