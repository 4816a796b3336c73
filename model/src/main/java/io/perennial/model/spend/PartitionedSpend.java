// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import io.perennial.model.fit.Blocks;

/**
 * What customers spent, in blocks on several machines.
 *
 * @param rows distinct rows
 * @param customers sum of their weights
 * @param logMeans sum over customers of the logarithm of their mean
 * @param least smallest mean
 * @param most largest mean
 * @param blocks each in canonical order
 */
public record PartitionedSpend(
        int rows, double customers, double logMeans, double least, double most, Blocks<SpendHistories> blocks) {}
