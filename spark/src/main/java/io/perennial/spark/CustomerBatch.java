// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.value.Customers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Some customers in columns, sorted by history, and their distinct histories.
 *
 * @param histories in canonical order
 * @param row index of each customer's history
 * @param purchases number of purchases behind the mean, as the spend model counts them
 * @param mean mean amount of these purchases
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
record CustomerBatch(PurchaseHistories histories, int[] row, int[] purchases, double[] mean) {
    /** The customers as the kernels read them. */
    Customers customers() {
        return new Customers(row, purchases, mean);
    }

    /** Rows that begin with the columns of {@link Fitting#columns}, in the order of histories. */
    static CustomerBatch of(TimeUnit unit, List<Row> customers) {
        int n = customers.size();
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] observed = new double[n];
        double[] weight = new double[n];
        int[] row = new int[n];
        int[] purchases = new int[n];
        double[] mean = new double[n];
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            Row customer = customers.get(i);
            if (i == 0 || !sameHistory(customers.get(i - 1), customer)) {
                frequency[distinct] = customer.getInt(0);
                recency[distinct] = customer.getInt(1) / unit.days();
                observed[distinct] = customer.getInt(2) / unit.days();
                distinct++;
            }
            row[i] = distinct - 1;
            weight[distinct - 1]++;
            purchases[i] = customer.getInt(3);
            mean[i] = customer.isNullAt(4) ? Double.NaN : customer.getDouble(4);
        }
        return new CustomerBatch(
                PurchaseHistories.of(
                        unit,
                        Arrays.copyOf(frequency, distinct),
                        Arrays.copyOf(recency, distinct),
                        Arrays.copyOf(observed, distinct),
                        Arrays.copyOf(weight, distinct)),
                row,
                purchases,
                mean);
    }

    private static boolean sameHistory(Row a, Row b) {
        return a.getInt(0) == b.getInt(0) && a.getInt(1) == b.getInt(1) && a.getInt(2) == b.getInt(2);
    }

    /** By history, then by what else is used of a customer: sums over sorted rows have the same digits in every run. */
    static Comparator<Row> order() {
        return Comparator.<Row>comparingInt(row -> row.getInt(0))
                .thenComparingInt(row -> row.getInt(1))
                .thenComparingInt(row -> row.getInt(2))
                .thenComparingInt(row -> row.getInt(3))
                .thenComparingDouble(row -> row.isNullAt(4) ? Double.NaN : row.getDouble(4));
    }
}
