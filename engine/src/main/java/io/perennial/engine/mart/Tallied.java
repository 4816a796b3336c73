// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What every customer did, computed from a {@link LineTally}: the same figures as the SQL steps {@code customer_history_plain} and {@code customer_summary}, in the same
 * order.
 *
 * @param position of each customer number in the order of the summary
 * @param revenue in ten-thousandths, by position
 * @param columns of the summary, by position
 * @param sampleOf one customer in this many is in the sample
 * @param sample purchase days of the sample
 */
@SuppressWarnings("ArrayRecordComponent") // columns
record Tallied(int[] position, long[] revenue, Columns columns, int sampleOf, Sample sample) {
    /** Money is held in these. */
    static final int PER_UNIT = 10_000;

    /** Bits of a packed history: 20 for frequency, 22 each for recency and age in days. */
    private static final int FIELD_BITS = 22;

    private static final long FIELD = (1L << FIELD_BITS) - 1;

    /** First amount and revenue of a customer lie side by side: they are fetched together, in another order than they came. */
    private static final int MONEY = 2;

    /**
     * Purchase days of sampled customers, in columns.
     *
     * @param customer number
     * @param day since the observation start
     * @param amount in ten-thousandths
     */
    @SuppressWarnings("ArrayRecordComponent") // columns
    record Sample(int[] customer, int[] day, long[] amount) {}

    /**
     * Counts the days.
     *
     * @param lastDay observation end, in days since its start
     * @param sampleCustomers about as many customers are to be in the sample
     * @throws ArithmeticException if a customer's revenue does not fit into a long
     */
    static Tallied of(LineTally tally, int lastDay, int sampleCustomers) {
        int n = tally.customers();
        int sampleOf = Math.max(1, n / sampleCustomers);
        long[] keys = tally.keys();
        long[] history = new long[n];
        long[] money = new long[Math.multiplyExact(MONEY, n)];
        SampledDays[] sampled = new SampledDays[(n + LineBuffer.BLOCK - 1) >>> LineBuffer.BLOCK_BITS];
        tally.forEachBlock((block, first, customers, days) -> {
            sampled[block] = new SampledDays();
            for (int place = 0; place < customers; place++) {
                int customer = first + place;
                days.moveTo(place);
                summarise(customer, days, lastDay, history, money);
                if (keys[customer] % sampleOf == 0) {
                    sampled[block].add(customer, days);
                }
            }
        });
        int[] order = HistoryOrder.sort(history, keys);
        return inOrder(order, history, money, sampleOf, SampledDays.concat(sampled));
    }

    private static void summarise(int customer, BlockDays days, int lastDay, long[] history, long[] money) {
        int purchases = days.days();
        int firstDay = days.day(0);
        long revenue = days.amount(0);
        for (int i = 1; i < purchases; i++) {
            revenue = Math.addExact(revenue, days.amount(i));
        }
        history[customer] = (((long) purchases - 1) << FIELD_BITS | (days.day(purchases - 1) - firstDay)) << FIELD_BITS
                | (lastDay - firstDay);
        money[MONEY * customer] = days.amount(0);
        money[MONEY * customer + 1] = revenue;
    }

    private static Tallied inOrder(int[] order, long[] history, long[] money, int sampleOf, Sample sample) {
        int n = order.length;
        int[] position = new int[n];
        long[] revenue = new long[n];
        int[] frequency = new int[n];
        int[] recency = new int[n];
        int[] observed = new int[n];
        double[] monetaryValue = new double[n];
        double[] meanAmount = new double[n];
        double[] total = new double[n];
        IntStream.range(0, n).parallel().forEach(i -> {
            int customer = order[i];
            position[customer] = i;
            long first = money[MONEY * customer];
            long all = money[MONEY * customer + 1];
            int repeats = (int) (history[i] >>> (2 * FIELD_BITS));
            revenue[i] = all;
            frequency[i] = repeats;
            recency[i] = (int) (history[i] >>> FIELD_BITS & FIELD);
            observed[i] = (int) (history[i] & FIELD);
            monetaryValue[i] = repeats == 0 ? Double.NaN : units(all - first) / repeats;
            total[i] = units(all);
            meanAmount[i] = total[i] / (repeats + 1);
        });
        Columns columns = Columns.of(
                n,
                Map.of(
                        "frequency", frequency,
                        "recency_days", recency,
                        "observed_days", observed,
                        "monetary_value", monetaryValue,
                        "mean_amount", meanAmount,
                        "revenue", total));
        return new Tallied(position, revenue, columns, sampleOf, sample);
    }

    /** A decimal as a double, by the same steps as the database: beyond 2^53 whole and fraction apart. */
    static double units(long amount) {
        if (Math.abs(amount) <= 1L << 53) {
            return (double) amount / PER_UNIT;
        }
        long whole = amount / PER_UNIT;
        return (double) whole + (double) (amount % PER_UNIT) / PER_UNIT;
    }

    /** Purchase days of a block's sampled customers, growing. */
    private static final class SampledDays {
        private int[] customer = {};
        private int[] day = {};
        private long[] amount = {};
        private int size;

        void add(int number, BlockDays days) {
            int needed = size + days.days();
            if (needed > day.length) {
                int length = Math.max(needed, 2 * size);
                customer = Arrays.copyOf(customer, length);
                day = Arrays.copyOf(day, length);
                amount = Arrays.copyOf(amount, length);
            }
            for (int i = 0; i < days.days(); i++) {
                customer[size] = number;
                day[size] = days.day(i);
                amount[size++] = days.amount(i);
            }
        }

        static Sample concat(SampledDays[] parts) {
            int size = Arrays.stream(parts).mapToInt(part -> part.size).sum();
            Sample all = new Sample(new int[size], new int[size], new long[size]);
            int at = 0;
            for (SampledDays part : parts) {
                System.arraycopy(part.customer, 0, all.customer, at, part.size);
                System.arraycopy(part.day, 0, all.day, at, part.size);
                System.arraycopy(part.amount, 0, all.amount, at, part.size);
                at += part.size;
            }
            return all;
        }
    }
}
