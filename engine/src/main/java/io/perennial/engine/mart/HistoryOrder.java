// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The order of customers by a packed history and then by key, which is unique: the same customers come out in the same order whatever order they came in.
 *
 * <p>Histories are sorted by counting, eleven bits at a time from the lowest; most digits of a packed history are 0 for everybody and cost nothing. Keys
 * need comparing only where histories are equal.
 */
final class HistoryOrder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;
    private static final int VALUES = 1 << DIGIT_BITS;

    /** Customers per task when ties are broken. */
    private static final int TASK = 1 << 16;

    private HistoryOrder() {}

    /**
     * Indices in ascending order.
     *
     * @param history packed, not negative; sorted in place
     * @param key not negative, of the index
     */
    static int[] sort(long[] history, long[] key) {
        int[] order = byHistory(history);
        int n = order.length;
        IntStream.range(0, (n + TASK - 1) / TASK).parallel().forEach(task -> {
            int from = runStart(history, task * TASK);
            int to = runStart(history, Math.min(n, (task + 1) * TASK));
            while (from < to) {
                int next = from + 1;
                while (next < to && history[next] == history[from]) {
                    next++;
                }
                if (next - from > 1) {
                    sortByKey(order, key, from, next);
                }
                from = next;
            }
        });
        return order;
    }

    /** The first index at or after one at which a run of equal histories starts. */
    private static int runStart(long[] history, int index) {
        int start = index;
        while (start > 0 && start < history.length && history[start] == history[start - 1]) {
            start++;
        }
        return start;
    }

    private static int[] byHistory(long[] history) {
        int n = history.length;
        int[][] counts = counts(history);
        long[] from = history;
        long[] to = new long[n];
        int[] fromOrder = IntStream.range(0, n).toArray();
        int[] toOrder = new int[n];
        for (int digit = 0; digit < DIGITS; digit++) {
            int shift = digit * DIGIT_BITS;
            int[] place = counts[digit];
            if (n == 0 || place[(int) (from[0] >>> shift) & VALUES - 1] == n) {
                continue; // all alike
            }
            int before = 0;
            for (int v = 0; v < VALUES; v++) {
                int count = place[v];
                place[v] = before;
                before += count;
            }
            for (int i = 0; i < n; i++) {
                int at = place[(int) (from[i] >>> shift) & VALUES - 1]++;
                to[at] = from[i];
                toOrder[at] = fromOrder[i];
            }
            long[] swap = from;
            from = to;
            to = swap;
            int[] swapOrder = fromOrder;
            fromOrder = toOrder;
            toOrder = swapOrder;
        }
        if (from != history) {
            System.arraycopy(from, 0, history, 0, n);
        }
        return fromOrder;
    }

    private static int[][] counts(long[] history) {
        int[][] counts = new int[DIGITS][VALUES];
        for (long value : history) {
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][(int) (value >>> (digit * DIGIT_BITS)) & VALUES - 1]++;
            }
        }
        return counts;
    }

    /** By the upper half of the key with the index in the lower half, so that plain numbers are sorted; what that leaves equal by insertion. */
    private static void sortByKey(int[] order, long[] key, int from, int to) {
        long[] pairs = new long[to - from];
        for (int i = 0; i < pairs.length; i++) {
            int index = order[from + i];
            pairs[i] = (key[index] & 0xFFFF_FFFF_0000_0000L) | index;
        }
        Arrays.sort(pairs);
        for (int i = 0; i < pairs.length; i++) {
            int index = (int) pairs[i];
            int at = from + i;
            while (at > from && key[order[at - 1]] > key[index]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = index;
        }
    }
}
