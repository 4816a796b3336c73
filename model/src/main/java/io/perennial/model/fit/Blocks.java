// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.io.Serializable;

/**
 * Rows that are too many for one machine and lie in blocks on several. Which rows make a block depends on the rows alone, and blocks are added in their order, so that
 * sums have the same digits wherever the blocks lie.
 *
 * @param <R> rows of one block
 */
public interface Blocks<R> {
    /** The log-likelihood of the rows of one block; carried to where the block lies. */
    @FunctionalInterface
    interface Likelihood<R> extends Serializable {
        Objective of(R block);
    }

    /** The sum of the likelihoods of all blocks, its gradient and Hessian the sums of theirs. */
    Objective sum(int dimension, Likelihood<R> likelihood);

    /** At most so many rows that stand for all. */
    R sample(int rows);
}
