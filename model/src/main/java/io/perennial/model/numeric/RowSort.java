// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import java.util.concurrent.RecursiveAction;

/** Merge sort of row numbers by an order on rows, in parallel and without boxing. */
public final class RowSort extends RecursiveAction {
    private static final long serialVersionUID = 1;

    /** Shorter runs are sorted by insertion. */
    private static final int SHORT = 16;

    /** Shorter runs are not worth handing to another thread. */
    private static final int FORK = 8192;

    /** Compares two rows: negative, zero or positive. */
    @FunctionalInterface
    public interface Order {
        int compare(int row, int other);
    }

    private final transient Order order;
    private final int[] rows;
    private final int[] spare;
    private final int from;
    private final int to;

    private RowSort(Order order, int[] rows, int[] spare, int from, int to) {
        this.order = order;
        this.rows = rows;
        this.spare = spare;
        this.from = from;
        this.to = to;
    }

    /** Row numbers 0 to n - 1 in ascending order. */
    public static int[] sorted(int n, Order order) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        new RowSort(order, rows, new int[n], 0, n).invoke();
        return rows;
    }

    @Override
    protected void compute() {
        if (to - from <= SHORT) {
            insert();
            return;
        }
        int middle = (from + to) >>> 1;
        RowSort lower = new RowSort(order, rows, spare, from, middle);
        RowSort upper = new RowSort(order, rows, spare, middle, to);
        if (to - from > FORK) {
            invokeAll(lower, upper);
        } else {
            lower.compute();
            upper.compute();
        }
        if (order.compare(rows[middle - 1], rows[middle]) > 0) {
            merge(middle);
        }
    }

    private void insert() {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int k = i;
            while (k > from && order.compare(rows[k - 1], row) > 0) {
                rows[k] = rows[k - 1];
                k--;
            }
            rows[k] = row;
        }
    }

    private void merge(int middle) {
        System.arraycopy(rows, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        int k = from;
        while (left < middle) {
            boolean takeRight = right < to && order.compare(spare[left], rows[right]) > 0;
            rows[k++] = takeRight ? rows[right++] : spare[left++];
        }
    }
}
