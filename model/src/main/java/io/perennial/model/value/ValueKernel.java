// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.spend.SpendModel;
import java.util.stream.IntStream;

/**
 * Values of many customers at once, each with its predictive interval.
 *
 * <p>With N transactions in the horizon (P(N = 0), mean and variance from the forecast), amounts that vary around the customer's own level Z (mean and
 * second moment from the spend model) and N independent of Z, the revenue S has
 *
 * <pre>
 * expectedRevenue = E[N] E[Z]
 * variance        = E[Z^2] (E[N^2] + c E[N]) - expectedRevenue^2,  c = purchaseVariation
 * clv             = margin * correction * E[N discounted] * E[Z]
 * </pre>
 *
 * <p>P(S = 0) = P(N = 0) is kept exactly; the positive part is the mixture over N of scaled F distributions ({@link SpendMixture}), read from a table. Interval ends of
 * clv are those of S times margin, correction and the customer's mean discount factor E[N discounted] / E[N]. Parameter uncertainty enters as additional
 * variation of the level: (1 + levelVariation)(1 + parameterVariance) - 1.
 */
public final class ValueKernel {
    /** Customers per unit of parallel work; fixed, so that sums are the same on any number of processors. */
    private static final int CHUNK = 8192;

    private final PurchaseForecast forecast;
    private final SpendModel spend;
    private final ValueOptions options;
    private final SpendQuantiles quantiles;
    private final ForecastRows rows;

    private ValueKernel(PurchaseForecast forecast, SpendModel spend, ValueOptions options) {
        this.forecast = forecast;
        this.spend = spend;
        this.options = options;
        this.quantiles = new SpendQuantiles(spend.purchaseVariation());
        this.rows = new ForecastRows(forecast);
    }

    public static ValueKernel of(PurchaseForecast forecast, SpendModel spend, ValueOptions options) {
        return new ValueKernel(forecast, spend, options);
    }

    /** Values of all customers, in their order, on all available processors. */
    public CustomerValues values(Customers customers) {
        CustomerValues out = CustomerValues.ofSize(customers.size());
        chunks(customers.size()).forEach(chunk -> fill(customers, chunk * CHUNK, end(customers, chunk), 0, out));
        return out;
    }

    /** Values of the customers from (inclusive) to (exclusive), on the calling thread: for a caller that streams. */
    public CustomerValues values(Customers customers, int from, int to) {
        CustomerValues out = CustomerValues.ofSize(to - from);
        fill(customers, from, to, from, out);
        return out;
    }

    private void fill(Customers customers, int from, int to, int offset, CustomerValues out) {
        SpendQuantiles.Place place = quantiles.new Place();
        Calibration calibration = options.calibration();
        for (int i = from; i < to; i++) {
            int row = customers.row()[i];
            int purchases = customers.informativePurchases(i);
            double mean = customers.meanSpend()[i];
            double level = spend.expectedSpend(purchases, mean);
            double amount = options.correction() * level;
            int o = i - offset;
            out.expectedSpend()[o] = amount;
            out.expectedRevenue()[o] = rows.expected(row) * amount;
            out.clv()[o] = options.margin() * rows.discounted(row) * amount;
            double some = rows.some(row);
            if (some <= 0.025) {
                continue; // every end is 0
            }
            double z = SpendQuantiles.levelCoordinate(levelVariation(purchases, mean, level));
            // mean of the positive part, on the scale of clv
            double unit = out.clv()[o] / some;
            place.moveTo(rows.excess(row), rows.dispersion(row), z);
            double high80 = unit * calibration.high80() * place.quantile(rows.high80(row));
            double high95 = unit * calibration.high95() * place.quantile(rows.high95(row));
            double low80 = 0;
            double low95 = 0;
            if (some > 0.90) {
                place.moveTo(rows.excess(row), rows.lowerDispersion(row), z);
                low80 = unit * calibration.low80() * place.quantile(SpendQuantiles.probabilityCoordinate(0.10, some));
                low95 = unit * calibration.low95() * place.quantile(SpendQuantiles.probabilityCoordinate(0.025, some));
            }
            // calibrated factors must not break the nesting of the intervals
            out.clvLow80()[o] = Math.min(low80, high80);
            out.clvHigh80()[o] = high80;
            out.clvLow95()[o] = Math.min(low95, out.clvLow80()[o]);
            out.clvHigh95()[o] = Math.max(high95, high80);
        }
    }

    private double levelVariation(int purchases, double mean, double level) {
        double relative = spend.expectedSquaredLevel(purchases, mean) / (level * level);
        // negated comparison also rejects NaN, for a level of 0
        return !(relative > 1) ? options.parameterVariance() : relative * (1 + options.parameterVariance()) - 1;
    }

    /** Expectations and predictive variances summed over customers, the parameters taken as known. */
    public Sums sums(Customers customers) {
        // collected in order and added in order: the same digits whatever the number of processors
        Sums[] parts = chunks(customers.size())
                .mapToObj(chunk -> sums(customers, chunk * CHUNK, end(customers, chunk)))
                .toArray(Sums[]::new);
        Sums total = new Sums();
        for (Sums part : parts) {
            total.add(part);
        }
        return total;
    }

    private Sums sums(Customers customers, int from, int to) {
        Sums sums = new Sums();
        for (int i = from; i < to; i++) {
            int row = customers.row()[i];
            int purchases = customers.informativePurchases(i);
            double mean = customers.meanSpend()[i];
            double amount = options.correction() * spend.expectedSpend(purchases, mean);
            double square = options.correction() * options.correction() * spend.expectedSquaredLevel(purchases, mean);
            double expected = forecast.expected()[row];
            double discounted = forecast.discounted()[row];
            double countSquare = forecast.variance()[row] + expected * expected;
            double variance = square * (countSquare + spend.purchaseVariation() * expected)
                    - expected * expected * amount * amount;
            double factor = expected > 0 ? options.margin() * discounted / expected : 0;
            sums.transactions += expected;
            sums.transactionVariance += forecast.variance()[row];
            sums.revenue += expected * amount;
            sums.revenueVariance += Math.max(0, variance);
            sums.clv += options.margin() * discounted * amount;
            sums.clvVariance += Math.max(0, variance) * factor * factor;
        }
        return sums;
    }

    private static IntStream chunks(int size) {
        return IntStream.range(0, (size + CHUNK - 1) / CHUNK).parallel();
    }

    private static int end(Customers customers, int chunk) {
        return Math.min(customers.size(), (chunk + 1) * CHUNK);
    }

    /** Sums over customers, which add up wherever the customers are. */
    public static final class Sums {
        private static final int WIDTH = 6;

        double transactions;
        double transactionVariance;
        double revenue;
        double revenueVariance;
        double clv;
        double clvVariance;

        /** Sums as {@link #values()} gives them. */
        public static Sums of(double[] values) {
            if (values.length != WIDTH) {
                throw new IllegalArgumentException("values must be %d, were %d".formatted(WIDTH, values.length));
            }
            Sums sums = new Sums();
            sums.transactions = values[0];
            sums.transactionVariance = values[1];
            sums.revenue = values[2];
            sums.revenueVariance = values[3];
            sums.clv = values[4];
            sums.clvVariance = values[5];
            return sums;
        }

        /** Transactions, revenue and discounted value, each followed by its variance. */
        public double[] values() {
            return new double[] {transactions, transactionVariance, revenue, revenueVariance, clv, clvVariance};
        }

        private void add(Sums other) {
            transactions += other.transactions;
            transactionVariance += other.transactionVariance;
            revenue += other.revenue;
            revenueVariance += other.revenueVariance;
            clv += other.clv;
            clvVariance += other.clvVariance;
        }
    }
}
