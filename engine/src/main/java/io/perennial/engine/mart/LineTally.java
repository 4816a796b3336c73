// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Takes order lines out of a running query: the SQL function {@code tally_line(key, check, day, amount)} numbers the customer and sets the line down. It returns the number
 * counted from 1 for the first line of a customer and 0 for the others, so that the query keeps each id once and the ids need never leave the database.
 *
 * <p>The database calls it from all its threads, each time perhaps from a new one; whoever comes takes a set of buffers that is free.
 */
final class LineTally {
    /**
     * Up to here, some 100 billion, an amount in ten-thousandths is got back exactly from a double. Doubles are what the database makes of decimals fast; ten-thousandths
     * as integers take a division of 128 bits.
     */
    private static final double MOST_EXACT = (double) (1L << 50) / Tallied.PER_UNIT;

    private volatile boolean unusable;
    private CustomerNumbers numbers;
    private final Queue<Buffers> idle = new ConcurrentLinkedQueue<>();

    /** @param customers about as many are expected */
    LineTally(long customers) {
        this.numbers = new CustomerNumbers(customers);
    }

    void register(Connection connection) throws SQLException {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName("tally_line")
                    .withParameters(Long.class, Integer.class, Integer.class, Double.class)
                    .withReturnType(Integer.class)
                    .withVolatile()
                    .withVectorizedFunction(this::take)
                    .register(connection);
        }
    }

    private void take(DuckDBDataChunkReader in, DuckDBWritableVector out) {
        int count = (int) in.rowCount();
        Buffers free = idle.poll();
        Buffers buffers = free != null && free.key.length >= count ? free : new Buffers(free, count);
        DuckDBReadableVector key = in.vector(0);
        DuckDBReadableVector check = in.vector(1);
        DuckDBReadableVector day = in.vector(2);
        DuckDBReadableVector amount = in.vector(3);
        for (int i = 0; i < count; i++) {
            buffers.key[i] = key.getLong(i);
        }
        buffers.touched ^= numbers.touch(buffers.key, count);
        boolean inexact = false;
        for (int i = 0; i < count; i++) {
            int number = numbers.find(buffers.key[i], check.getInt(i));
            if (number == CustomerNumbers.NONE) {
                int added = numbers.add(buffers.key[i], check.getInt(i));
                number = added >= 0 ? added : -1 - added;
                if (added >= 0) {
                    out.setInt(i, added + 1);
                } // else 0, which the vector was filled with
            }
            double money = amount.getDouble(i);
            inexact |= Math.abs(money) > MOST_EXACT;
            buffers.lines.add(number, day.getInt(i), Math.round(money * Tallied.PER_UNIT));
        }
        if (inexact) {
            unusable = true;
        }
        idle.add(buffers);
    }

    /** What one thread at a time works with. */
    private static final class Buffers {
        private final LineBuffer lines;
        private final long[] key;

        @SuppressWarnings("UnusedVariable") // written so that the reading of memory is not optimised away
        private long touched;

        Buffers(@Nullable Buffers before, int count) {
            lines = before == null ? new LineBuffer() : before.lines;
            key = new long[count];
        }
    }

    /** False if two customers share a key, or an amount is too large. */
    boolean usable() {
        return !unusable && !numbers.ambiguous();
    }

    int customers() {
        return numbers.size();
    }

    /** The key of every customer. */
    long[] keys() {
        return numbers.keys();
    }

    /** Hears of every block of customers, from several threads. */
    @FunctionalInterface
    interface Blocks {
        /** @param first number of the block's first customer */
        void block(int block, int first, int customers, BlockDays days);
    }

    /** All customers' purchase days, block by block, once the query is through. */
    void forEachBlock(Blocks blocks) {
        List<LineBuffer> buffers = idle.stream().map(b -> b.lines).toList();
        Queue<BlockDays> spare = new ConcurrentLinkedQueue<>();
        int all = customers();
        IntStream.range(0, (all + LineBuffer.BLOCK - 1) >>> LineBuffer.BLOCK_BITS)
                .parallel()
                .forEach(block -> {
                    BlockDays free = spare.poll();
                    BlockDays days = free == null ? new BlockDays() : free;
                    int first = block << LineBuffer.BLOCK_BITS;
                    days.load(buffers, block);
                    blocks.block(block, first, Math.min(LineBuffer.BLOCK, all - first), days);
                    spare.add(days);
                });
    }

    /** Lets go of everything: the database holds on to the function, and so to this, as long as the connection is open. */
    void release() {
        idle.clear();
        numbers = new CustomerNumbers(0);
    }
}
