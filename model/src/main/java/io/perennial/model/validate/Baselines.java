// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.Holdout.Customers;
import io.perennial.model.validate.Holdout.LastPeriod;
import java.util.Arrays;
import java.util.List;

/**
 * Rules of thumb that every model has to beat. They see only what was known at the origin: what customers do in a window of the horizon's length is learnt from
 * the last such window, over the customers already known at its start.
 *
 * <p>Where a rule gives a purchase rate but no probability, P(buy) = 1 - exp(-expected transactions).
 */
public final class Baselines {
    private Baselines() {}

    /** All of them: last period, RFM cells, simple formula, population mean, all zero. */
    public static List<Candidate> all() {
        return List.of(lastPeriod(), rfmCells(), simpleFormula(), populationMean(), allZero());
    }

    /** The last window repeats: the same purchase days and the same net spend; P(buy) is 0 or 1. */
    public static Candidate lastPeriod() {
        return Candidate.baseline("last-period", holdout -> {
            LastPeriod last = holdout.lastPeriod();
            double[] transactions = new double[holdout.size()];
            double[] bought = new double[holdout.size()];
            for (int i = 0; i < transactions.length; i++) {
                transactions[i] = last.transactions()[i];
                bought[i] = last.transactions()[i] > 0 ? 1 : 0;
            }
            return Prediction.of(transactions, last.spend().clone(), bought);
        });
    }

    /**
     * What customers of the same cell (quintiles of time since the last purchase, of frequency and of mean spend) did on average in the last window. See
     * {@link RfmCells}.
     */
    public static Candidate rfmCells() {
        return Candidate.baseline("rfm-cells", RfmCells::predict);
    }

    /**
     * Average purchase value x purchase frequency x time, per customer: transactions = frequency / T x horizon, spend = that x mean spend of all purchases. 0 for a
     * customer acquired at the origin.
     */
    public static Candidate simpleFormula() {
        return Candidate.baseline("simple-formula", holdout -> {
            Customers customers = holdout.customers();
            double[] transactions = new double[holdout.size()];
            double[] spend = new double[holdout.size()];
            for (int i = 0; i < transactions.length; i++) {
                double observed = customers.T()[i];
                transactions[i] = observed > 0 ? customers.frequency()[i] / observed * holdout.horizon() : 0;
                spend[i] = transactions[i] * customers.meanAllSpend()[i];
            }
            return Prediction.of(transactions, spend, atLeastOne(transactions));
        });
    }

    /** Everybody does what the average customer did in the last window. */
    public static Candidate populationMean() {
        return Candidate.baseline("population-mean", holdout -> {
            Average average = Average.of(holdout);
            double[] transactions = new double[holdout.size()];
            double[] spend = new double[holdout.size()];
            double[] bought = new double[holdout.size()];
            Arrays.fill(transactions, average.transactions());
            Arrays.fill(spend, average.spend());
            Arrays.fill(bought, average.bought());
            return Prediction.of(transactions, spend, bought);
        });
    }

    /** Nobody ever buys again. It wins plain mean absolute error, which is why that is never read alone. */
    public static Candidate allZero() {
        return Candidate.baseline(
                "all-zero",
                holdout -> Prediction.of(
                        new double[holdout.size()], new double[holdout.size()], new double[holdout.size()]));
    }

    private static double[] atLeastOne(double[] transactions) {
        double[] probability = new double[transactions.length];
        for (int i = 0; i < probability.length; i++) {
            probability[i] = -Math.expm1(-transactions[i]);
        }
        return probability;
    }

    /** Mean outcome of a customer in the last window. */
    record Average(double transactions, double spend, double bought) {
        /**
         * Over the customers known at the start of the window. When there is none, the window is longer than the history: then the repeat purchase rate of the
         * whole calibration, total frequency / total T, over the horizon.
         */
        static Average of(Holdout holdout) {
            LastPeriod last = holdout.lastPeriod();
            double known = 0;
            double transactions = 0;
            double spend = 0;
            double bought = 0;
            for (int i = 0; i < holdout.size(); i++) {
                if (!Double.isNaN(last.recencyBefore()[i])) {
                    known++;
                    transactions += last.transactions()[i];
                    spend += last.spend()[i];
                    bought += last.transactions()[i] > 0 ? 1 : 0;
                }
            }
            return known > 0 ? new Average(transactions / known, spend / known, bought / known) : ofRate(holdout);
        }

        private static Average ofRate(Holdout holdout) {
            Customers customers = holdout.customers();
            double purchases = 0;
            double repeats = 0;
            double observed = 0;
            double value = 0;
            for (int i = 0; i < holdout.size(); i++) {
                purchases += customers.frequency()[i] + 1;
                repeats += customers.frequency()[i];
                observed += customers.T()[i];
                value += customers.totalSpend()[i];
            }
            double transactions = observed > 0 ? repeats / observed * holdout.horizon() : 0;
            double spend = purchases > 0 ? transactions * value / purchases : 0;
            return new Average(transactions, spend, -Math.expm1(-transactions));
        }
    }
}
