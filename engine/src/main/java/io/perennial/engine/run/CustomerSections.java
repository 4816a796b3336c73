// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.mart.Columns;
import io.perennial.engine.report.Activity;
import io.perennial.engine.report.Concentration;
import io.perennial.engine.report.OneTimeBuyers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The parts of the report that are sums over customers. */
final class CustomerSections {
    private static final List<String> PURCHASES = List.of("1", "2", "3", "4", "5–6", "7–9", "10–14", "15+");
    private static final int[] PURCHASES_FROM = {1, 2, 3, 4, 5, 7, 10, 15};
    private static final List<String> SINCE_LAST = List.of(
            "up to 30 days",
            "31–60 days",
            "61–90 days",
            "91–180 days",
            "181–270 days",
            "271–365 days",
            "1–2 years",
            "over 2 years");
    private static final int[] SINCE_LAST_FROM = {0, 31, 61, 91, 181, 271, 366, 731};
    private static final int BINS = 10;

    private final int[] frequency;
    private final int[] recency;
    private final int[] observed;
    private final double[] historic;
    private final double[] clv;
    private final double[] pAlive;
    private final double[] pBuy;
    private final double[] expected;

    CustomerSections(Scored scored) {
        Columns c = scored.observation().customers();
        Valuation valuation = scored.valuation();
        int[] row = valuation.grouped().row();
        double margin = scored.request().analysis().margin().orElse(1);
        frequency = c.ints("frequency");
        recency = c.ints("recency_days");
        observed = c.ints("observed_days");
        historic = Arrays.stream(c.doubles("revenue")).map(v -> v * margin).toArray();
        clv = valuation.values().clv();
        pAlive = spread(valuation.forecast().pAlive(), row, 1);
        pBuy = spread(valuation.forecast().pBuy(), row, 1);
        expected = spread(valuation.forecast().expected(), row, valuation.transactionFactor());
    }

    private static double[] spread(double[] ofRow, int[] row, double factor) {
        return Arrays.stream(row).mapToDouble(r -> factor * ofRow[r]).toArray();
    }

    Concentration concentration() {
        var predicted = io.perennial.model.value.Concentration.of(clv);
        var past = io.perennial.model.value.Concentration.of(historic);
        return new Concentration(
                curve(predicted.pareto()),
                curve(past.pareto()),
                predicted.gini(),
                past.gini(),
                predicted.topShare(10),
                predicted.topShare(20),
                predicted.customersHolding(0.8) / 100.0,
                deciles(predicted.total()));
    }

    private static List<Concentration.Point> curve(double[] pareto) {
        return IntStream.range(0, pareto.length)
                .mapToObj(k -> new Concentration.Point((double) k / (pareto.length - 1), pareto[k]))
                .toList();
    }

    private List<Concentration.Decile> deciles(double total) {
        int n = clv.length;
        int classes = Math.min(10, n);
        int[] order = Ordering.descending(clv);
        List<Concentration.Decile> deciles = new ArrayList<>();
        for (int d = 0; d < classes; d++) {
            int from = (int) ((long) n * d / classes);
            int to = (int) ((long) n * (d + 1) / classes);
            double value = 0;
            double past = 0;
            double transactions = 0;
            double alive = 0;
            for (int k = from; k < to; k++) {
                int i = order[k];
                value += clv[i];
                past += historic[i];
                transactions += expected[i];
                alive += pAlive[i];
            }
            deciles.add(new Concentration.Decile(
                    d + 1,
                    to - from,
                    clv[order[to - 1]],
                    value,
                    total > 0 ? value / total : Double.NaN,
                    past,
                    transactions,
                    alive / (to - from)));
        }
        return deciles;
    }

    Activity activity() {
        long[][] customers = new long[PURCHASES_FROM.length][SINCE_LAST_FROM.length];
        double[][] alive = new double[PURCHASES_FROM.length][SINCE_LAST_FROM.length];
        long[] binCustomers = new long[BINS];
        double[] binValue = new double[BINS];
        for (int i = 0; i < clv.length; i++) {
            int p = classOf(PURCHASES_FROM, frequency[i] + 1);
            int s = classOf(SINCE_LAST_FROM, observed[i] - recency[i]);
            customers[p][s]++;
            alive[p][s] += pAlive[i];
            int bin = Math.min(BINS - 1, (int) (pAlive[i] * BINS));
            binCustomers[bin]++;
            binValue[bin] += clv[i];
        }
        // classes that nobody is in are left out
        int[] usedPurchases = IntStream.range(0, PURCHASES_FROM.length)
                .filter(p -> Arrays.stream(customers[p]).sum() > 0)
                .toArray();
        int[] usedSinceLast = IntStream.range(0, SINCE_LAST_FROM.length)
                .filter(s -> Arrays.stream(customers).anyMatch(ofPurchases -> ofPurchases[s] > 0))
                .toArray();
        List<Activity.Cell> cells = new ArrayList<>();
        for (int column = 0; column < usedPurchases.length; column++) {
            for (int line = 0; line < usedSinceLast.length; line++) {
                int p = usedPurchases[column];
                int s = usedSinceLast[line];
                if (customers[p][s] > 0) {
                    cells.add(new Activity.Cell(column, line, customers[p][s], alive[p][s] / customers[p][s]));
                }
            }
        }
        List<Activity.Bin> bins = IntStream.range(0, BINS)
                .mapToObj(b -> new Activity.Bin((double) b / BINS, (b + 1.0) / BINS, binCustomers[b], binValue[b]))
                .toList();
        return new Activity(labels(PURCHASES, usedPurchases), labels(SINCE_LAST, usedSinceLast), cells, bins);
    }

    private static List<String> labels(List<String> all, int[] used) {
        return Arrays.stream(used).mapToObj(all::get).toList();
    }

    OneTimeBuyers oneTimeBuyers() {
        int classes = SINCE_LAST_FROM.length;
        long[] customers = new long[classes];
        double[] alive = new double[classes];
        double[] back = new double[classes];
        double[] value = new double[classes];
        double past = 0;
        double transactions = 0;
        for (int i = 0; i < clv.length; i++) {
            if (frequency[i] == 0) {
                int s = classOf(SINCE_LAST_FROM, observed[i]);
                customers[s]++;
                alive[s] += pAlive[i];
                back[s] += pBuy[i];
                value[s] += clv[i];
                past += historic[i];
                transactions += expected[i];
            }
        }
        long all = Arrays.stream(customers).sum();
        List<OneTimeBuyers.Age> ages = IntStream.range(0, classes)
                .filter(s -> customers[s] > 0)
                .mapToObj(s -> new OneTimeBuyers.Age(
                        SINCE_LAST.get(s), customers[s], alive[s] / customers[s], back[s] / customers[s], value[s]))
                .toList();
        return new OneTimeBuyers(
                all,
                past,
                Arrays.stream(value).sum(),
                transactions,
                Arrays.stream(back).sum() / Math.max(1, all),
                ages);
    }

    /** Part of all positive values that hangs on whether the customer is gone already. */
    double valueAtRisk() {
        return IntStream.range(0, clv.length)
                .mapToDouble(i -> Math.max(0, clv[i]) * (1 - pAlive[i]))
                .sum();
    }

    private static int classOf(int[] from, int value) {
        int at = Arrays.binarySearch(from, value);
        return at >= 0 ? at : -at - 2;
    }
}
