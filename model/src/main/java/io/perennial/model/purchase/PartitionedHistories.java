// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Blocks;

/**
 * Purchase histories that lie in blocks on several machines.
 *
 * @param rows distinct histories
 * @param totals over all of them
 * @param blocks each in canonical order
 */
public record PartitionedHistories(
        TimeUnit timeUnit, int rows, HistoryTotals totals, Blocks<PurchaseHistories> blocks) {}
