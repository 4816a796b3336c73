// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.fit.Diagnosis;
import java.util.List;
import java.util.Locale;

/**
 * What one candidate predicts for the customers of one {@link Holdout}, in the order of its rows.
 *
 * @param transactions expected purchase days in the horizon, finite and at least 0
 * @param spend expected net spend in the horizon, finite
 * @param purchaseProbability probability of at least one purchase in the horizon
 * @param transactionBands predictive intervals of the number of transactions, one per level; empty when the candidate has none
 * @param spendBands predictive intervals of the spend, one per level; empty when the candidate has none
 * @param transactionsPerStep expected transactions of all customers together in each step of {@link Holdout.Tracking}; empty for an even spread
 * @param fitSeconds time spent on fitting
 * @param diagnoses what was wrong with the data for this candidate and what it did instead
 */
@SuppressWarnings("ArrayRecordComponent")
public record Prediction(
        double[] transactions,
        double[] spend,
        double[] purchaseProbability,
        List<Band> transactionBands,
        List<Band> spendBands,
        double[] transactionsPerStep,
        double fitSeconds,
        List<Diagnosis> diagnoses) {

    public Prediction {
        int n = transactions.length;
        requireLength("spend", n, spend.length);
        requireLength("purchaseProbability", n, purchaseProbability.length);
        for (int i = 0; i < n; i++) {
            // negated comparisons also reject NaN
            if (!(transactions[i] >= 0 && transactions[i] < Double.POSITIVE_INFINITY)) {
                throw invalid("transactions", "finite and >= 0", transactions[i], i);
            }
            if (!Double.isFinite(spend[i])) {
                throw invalid("spend", "finite", spend[i], i);
            }
            if (!(purchaseProbability[i] >= 0 && purchaseProbability[i] <= 1)) {
                throw invalid("purchaseProbability", "in [0, 1]", purchaseProbability[i], i);
            }
        }
        transactionBands = List.copyOf(transactionBands);
        spendBands = List.copyOf(spendBands);
        for (Band band : transactionBands) {
            requireLength("transactionBands", n, band.low().length);
        }
        for (Band band : spendBands) {
            requireLength("spendBands", n, band.low().length);
        }
        diagnoses = List.copyOf(diagnoses);
    }

    /** Expectations alone: no intervals, spread evenly over the horizon, no fit. */
    public static Prediction of(double[] transactions, double[] spend, double[] purchaseProbability) {
        return new Prediction(
                transactions, spend, purchaseProbability, List.of(), List.of(), new double[0], 0, List.of());
    }

    /** The same with predictive intervals. */
    public Prediction withBands(List<Band> ofTransactions, List<Band> ofSpend) {
        return new Prediction(
                transactions,
                spend,
                purchaseProbability,
                ofTransactions,
                ofSpend,
                transactionsPerStep,
                fitSeconds,
                diagnoses);
    }

    /** The same with the expected transactions of all customers in each step of the tracking curve. */
    public Prediction withTransactionsPerStep(double[] totals) {
        return new Prediction(
                transactions, spend, purchaseProbability, transactionBands, spendBands, totals, fitSeconds, diagnoses);
    }

    /** The same with what fitting took and found. */
    public Prediction withFit(double seconds, List<Diagnosis> found) {
        return new Prediction(
                transactions,
                spend,
                purchaseProbability,
                transactionBands,
                spendBands,
                transactionsPerStep,
                seconds,
                found);
    }

    /** Number of customers. */
    public int size() {
        return transactions.length;
    }

    private static void requireLength(String name, int expected, int actual) {
        if (actual != expected) {
            throw new IllegalArgumentException("%s must have %d rows, was %d".formatted(name, expected, actual));
        }
    }

    private static IllegalArgumentException invalid(String name, String rule, double value, int row) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "%s must be %s, was %s (row %d)", name, rule, value, row));
    }

    /**
     * A central predictive interval per customer, both ends included.
     *
     * @param level probability it claims to hold the truth, such as 0.8
     * @param low lower ends
     * @param high upper ends, none below its lower end
     */
    public record Band(double level, double[] low, double[] high) {
        public Band {
            // negated comparison also rejects NaN
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("level must be in (0, 1), was " + level);
            }
            requireLength("high", low.length, high.length);
            for (int i = 0; i < low.length; i++) {
                if (!(low[i] <= high[i]) || Double.isInfinite(low[i]) || Double.isInfinite(high[i])) {
                    throw invalid("low", "finite and <= high " + high[i], low[i], i);
                }
            }
        }
    }
}
