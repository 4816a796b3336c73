// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import java.util.List;

/**
 * Customers with one history, in periods.
 *
 * @param entry renewals behind them when they came under observation
 * @param exit the last renewal they came up for
 * @param group blank without a stratum
 * @param covariates as text, blank where missing
 */
record TenureRow(int entry, int exit, boolean ended, double weight, String group, List<String> covariates) {}
