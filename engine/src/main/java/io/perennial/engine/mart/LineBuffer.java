// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.util.Arrays;

/**
 * Order lines set down by one thread, apart by blocks of customers.
 *
 * <p>A block is what later fits into a processor's cache when its lines are sorted. A line is three ints: the customer's place in the block with the day, and the two
 * halves of the amount. Lines of a block fill chunk after chunk; chunks are cut from large slabs, so that the number of arrays does not grow with the lines.
 */
final class LineBuffer {
    static final int BLOCK_BITS = 13;

    /** Customers of a block. */
    static final int BLOCK = 1 << BLOCK_BITS;

    /** Bits for a day since the observation start, and so the longest observation: 1,435 years. */
    static final int DAY_BITS = 32 - BLOCK_BITS;

    /** Bytes of a line. */
    static final int LINE_BYTES = 12;

    private static final int INTS = LINE_BYTES / 4;
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int SLAB_BITS = 7;
    private static final int NONE = -1;

    private int[][] slabs = new int[4][];
    private int chunks;

    /** The chunk filled before each chunk, of the same block. */
    private int[] previous = new int[16];

    /** The chunk being filled of each block, and lines in it. */
    private int[] chunk = {};

    private int[] filled = {};

    void add(int customer, int day, long amount) {
        int block = customer >>> BLOCK_BITS;
        if (block >= filled.length) {
            growBlocks(block);
        }
        int line = filled[block];
        if (line == CHUNK) {
            newChunk(block);
            line = 0;
        }
        filled[block] = line + 1;
        int[] slab = slabs[chunk[block] >>> SLAB_BITS];
        int at = start(chunk[block]) + line * INTS;
        slab[at] = (customer & BLOCK - 1) << DAY_BITS | day;
        slab[at + 1] = (int) (amount >>> 32);
        slab[at + 2] = (int) amount;
    }

    private static int start(int chunk) {
        return (chunk & (1 << SLAB_BITS) - 1) * CHUNK * INTS;
    }

    private void growBlocks(int block) {
        int known = filled.length;
        int length = Math.max(block + 1, known * 2);
        chunk = Arrays.copyOf(chunk, length);
        filled = Arrays.copyOf(filled, length);
        Arrays.fill(chunk, known, length, NONE);
        Arrays.fill(filled, known, length, CHUNK);
    }

    private void newChunk(int block) {
        int slab = chunks >>> SLAB_BITS;
        if (slab == slabs.length) {
            slabs = Arrays.copyOf(slabs, slab * 2);
        }
        if (slabs[slab] == null) {
            slabs[slab] = new int[(CHUNK * INTS) << SLAB_BITS];
        }
        if (chunks == previous.length) {
            previous = Arrays.copyOf(previous, chunks * 2);
        }
        previous[chunks] = chunk[block];
        chunk[block] = chunks++;
    }

    /** Lines of a block. */
    int size(int block) {
        if (block >= filled.length) {
            return 0;
        }
        int size = 0;
        int lines = filled[block];
        for (int c = chunk[block]; c != NONE; c = previous[c]) {
            size += lines;
            lines = CHUNK;
        }
        return size;
    }

    /** Takes one line. */
    @FunctionalInterface
    interface Lines {
        /** @param place of the customer in the block */
        void line(int place, int day, long amount);
    }

    /** All lines of a block, in no particular order. */
    void forEach(int block, Lines lines) {
        if (block >= filled.length) {
            return;
        }
        int count = filled[block];
        for (int c = chunk[block]; c != NONE; c = previous[c]) {
            int[] slab = slabs[c >>> SLAB_BITS];
            int start = start(c);
            for (int at = start; at < start + count * INTS; at += INTS) {
                long amount = (long) slab[at + 1] << 32 | (slab[at + 2] & 0xFFFF_FFFFL);
                lines.line(slab[at] >>> DAY_BITS, slab[at] & (1 << DAY_BITS) - 1, amount);
            }
            count = CHUNK;
        }
    }
}
