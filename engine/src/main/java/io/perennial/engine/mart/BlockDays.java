// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.util.Arrays;
import java.util.List;

/** Purchase days of one block of customers: its lines counted into their customers, sorted there by day, and those of one day added up. */
final class BlockDays {
    /** Longer histories are not sorted by insertion. */
    private static final int SHORT = 40;

    private final int[] end = new int[LineBuffer.BLOCK];
    private int[] day = {};
    private long[] amount = {};
    private int start;
    private int days;

    /** Takes in the lines of a block. */
    void load(List<LineBuffer> buffers, int block) {
        int size = 0;
        Arrays.fill(end, 0);
        for (LineBuffer buffer : buffers) {
            size += buffer.size(block);
            buffer.forEach(block, (place, d, a) -> end[place]++);
        }
        if (size > day.length) {
            day = new int[size];
            amount = new long[size];
        }
        int before = 0;
        for (int place = 0; place < end.length; place++) {
            before += end[place];
            end[place] = before - end[place];
        }
        // each end starts where its customer's lines start and has moved to their end when all are set down
        for (LineBuffer buffer : buffers) {
            buffer.forEach(block, (place, d, a) -> {
                int at = end[place]++;
                day[at] = d;
                amount[at] = a;
            });
        }
    }

    /**
     * Turns to the customer at a place of the block, once.
     *
     * @throws ArithmeticException if the sum of a day does not fit into a long
     */
    void moveTo(int place) {
        start = place == 0 ? 0 : end[place - 1];
        int to = end[place];
        if (to - start <= SHORT) {
            insertionSort(start, to);
        } else {
            sort(start, to);
        }
        int last = start;
        for (int i = start + 1; i < to; i++) {
            if (day[i] == day[last]) {
                amount[last] = Math.addExact(amount[last], amount[i]);
            } else {
                last++;
                day[last] = day[i];
                amount[last] = amount[i];
            }
        }
        days = last - start + 1;
    }

    /** Number of days with purchases of the customer turned to, at least one. */
    int days() {
        return days;
    }

    /** Day, counted from the observation start, of the customer's purchase day at an index, in ascending order. */
    int day(int index) {
        return day[start + index];
    }

    /** Amount of that day in ten-thousandths. */
    long amount(int index) {
        return amount[start + index];
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int d = day[i];
            long a = amount[i];
            int k = i;
            while (k > from && day[k - 1] > d) {
                day[k] = day[k - 1];
                amount[k] = amount[k - 1];
                k--;
            }
            day[k] = d;
            amount[k] = a;
        }
    }

    private void sort(int from, int to) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) day[from + i] << 32 | i;
        }
        Arrays.sort(keys);
        long[] unsorted = Arrays.copyOfRange(amount, from, to);
        for (int i = 0; i < keys.length; i++) {
            day[from + i] = (int) (keys[i] >>> 32);
            amount[from + i] = unsorted[(int) keys[i]];
        }
    }
}
