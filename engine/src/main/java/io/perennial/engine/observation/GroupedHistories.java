// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.observation;

import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.RowSort;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Customers with the same history as one weighted row, and for each customer the row it belongs to.
 *
 * <p>Fitting and forecasting then cost what the distinct histories cost: a shop of a million customers has some hundred thousand.
 */
public final class GroupedHistories {
    /** Bits of a packed history: 20 for frequency, 22 each for recency and age in days (11,000 years). */
    private static final int DAY_BITS = 22;

    private static final long DAY_MASK = (1L << DAY_BITS) - 1;
    private static final long EMPTY = -1;

    private final PurchaseHistories histories;
    private final int[] row;

    private GroupedHistories(PurchaseHistories histories, int[] row) {
        this.histories = histories;
        this.row = row;
    }

    /**
     * Groups customers given in columns.
     *
     * @param frequency repeat purchase days, below 2^20
     * @param recencyDays first to last purchase in days
     * @param observedDays first purchase to observation end in days
     */
    public static GroupedHistories of(TimeUnit unit, int[] frequency, int[] recencyDays, int[] observedDays) {
        int customers = frequency.length;
        HistoryTable table = new HistoryTable(customers);
        int[] row = new int[customers];
        long previous = EMPTY;
        for (int i = 0; i < customers; i++) {
            long key = pack(frequency[i], recencyDays[i], observedDays[i]);
            // sorted customers come in runs of one history
            row[i] = key == previous ? table.again(row[i - 1]) : table.add(key);
            previous = key;
        }
        return sorted(unit, table, row);
    }

    /** Rows in the order of (frequency, recency, T): the canonical order, which the packed key has by construction. */
    private static GroupedHistories sorted(TimeUnit unit, HistoryTable table, int[] row) {
        int rows = table.size;
        long[] sortedKeys = Arrays.copyOf(table.keys, rows);
        Arrays.parallelSort(sortedKeys);
        int[] frequency = new int[rows];
        double[] recency = new double[rows];
        double[] observed = new double[rows];
        double[] weight = new double[rows];
        int[] rank = new int[rows];
        for (int k = 0; k < rows; k++) {
            long key = sortedKeys[k];
            int first = table.find(key);
            rank[first] = k;
            frequency[k] = (int) (key >>> (2 * DAY_BITS));
            recency[k] = (key >>> DAY_BITS & DAY_MASK) / unit.days();
            observed[k] = (key & DAY_MASK) / unit.days();
            weight[k] = table.count[first];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = rank[row[i]];
        }
        return new GroupedHistories(PurchaseHistories.of(unit, frequency, recency, observed, weight), row);
    }

    /** The same customers in rows of their own where they differ by this order; rows of one history stay neighbours. */
    public GroupedHistories split(RowSort.Order finer) {
        int[] order = RowSort.sorted(
                row.length, (i, j) -> row[i] != row[j] ? Integer.compare(row[i], row[j]) : finer.compare(i, j));
        int[] finerRow = new int[row.length];
        int[] of = new int[row.length];
        int[] count = new int[row.length];
        int rows = 0;
        for (int k = 0; k < order.length; k++) {
            int i = order[k];
            if (k == 0 || row[order[k - 1]] != row[i] || finer.compare(order[k - 1], i) != 0) {
                of[rows++] = row[i];
            }
            finerRow[i] = rows - 1;
            count[rows - 1]++;
        }
        PurchaseHistories selected = histories.select(Arrays.copyOf(of, rows));
        int n = rows;
        return new GroupedHistories(
                PurchaseHistories.of(
                        histories.timeUnit(),
                        IntStream.range(0, n).map(selected::frequency).toArray(),
                        IntStream.range(0, n).mapToDouble(selected::recency).toArray(),
                        IntStream.range(0, n).mapToDouble(selected::T).toArray(),
                        Arrays.stream(count, 0, n).asDoubleStream().toArray()),
                finerRow);
    }

    private static long pack(int frequency, int recencyDays, int observedDays) {
        return ((long) frequency << DAY_BITS | recencyDays) << DAY_BITS | observedDays;
    }

    /** The distinct histories, in canonical order. */
    public PurchaseHistories histories() {
        return histories;
    }

    /** Row of {@link #histories()} of each customer; the array itself. */
    public int[] row() {
        return row;
    }

    /** Open addressing over packed histories: numbers them in order of appearance and counts customers. */
    private static final class HistoryTable {
        private int[] slot;
        private long[] keys;
        private int[] count;
        private int size;
        private int mask;

        HistoryTable(int customers) {
            int slots = Integer.highestOneBit(Math.max(16, Math.min(customers, 1 << 16))) * 4;
            slot = new int[slots];
            Arrays.fill(slot, (int) EMPTY);
            keys = new long[slots / 2];
            count = new int[slots / 2];
            mask = slots - 1;
        }

        /** One more customer of a row just seen. */
        int again(int known) {
            count[known]++;
            return known;
        }

        int add(long key) {
            int s = home(key);
            while (slot[s] != EMPTY) {
                if (keys[slot[s]] == key) {
                    count[slot[s]]++;
                    return slot[s];
                }
                s = s + 1 & mask;
            }
            slot[s] = size;
            keys[size] = key;
            count[size] = 1;
            size++;
            if (size == keys.length) {
                grow();
            }
            return size - 1;
        }

        int find(long key) {
            int s = home(key);
            while (keys[slot[s]] != key) {
                s = s + 1 & mask;
            }
            return slot[s];
        }

        private int home(long key) {
            long h = key * 0x9E3779B97F4A7C15L;
            return (int) (h >>> 32) & mask;
        }

        private void grow() {
            int slots = slot.length * 2;
            slot = new int[slots];
            Arrays.fill(slot, (int) EMPTY);
            keys = Arrays.copyOf(keys, slots / 2);
            count = Arrays.copyOf(count, slots / 2);
            mask = slots - 1;
            for (int i = 0; i < size; i++) {
                int s = home(keys[i]);
                while (slot[s] != EMPTY) {
                    s = s + 1 & mask;
                }
                slot[s] = i;
            }
        }
    }
}
