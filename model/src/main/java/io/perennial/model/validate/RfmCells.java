// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.Baselines.Average;
import io.perennial.model.validate.Holdout.Customers;
import io.perennial.model.validate.Holdout.LastPeriod;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean outcome per cell of recency, frequency and monetary value.
 *
 * <p>Learning: customers known at the start of the last window are put into cells as they stood then, and each cell keeps what its customers did in that window.
 * Predicting: customers are put into the same cells as they stand at the origin. Cell borders are the quintiles of the learning view, so at most 5 x 5 x 5 cells;
 * customers of equal value are never separated. The mean of a cell is drawn towards that of its recency and frequency cell, and this one towards everybody's, with the
 * weight of {@value #PRIOR} customers: an empty cell has its parent's mean, and no cell predicts exactly 0 because nobody of a handful came back.
 */
final class RfmCells {
    private static final int CLASSES = 5;
    private static final int PRIOR = 10;

    private final double[] recencyBorders;
    private final double[] frequencyBorders;
    private final double[] monetaryBorders;
    private final Sums cells = new Sums(CLASSES * CLASSES * CLASSES);
    private final Sums pairs = new Sums(CLASSES * CLASSES);

    private RfmCells(View view) {
        recencyBorders = quintiles(view.timeSinceLast);
        frequencyBorders = quintiles(view.frequency);
        monetaryBorders = quintiles(view.monetary);
    }

    static Prediction predict(Holdout holdout) {
        int[] known = IntStream.range(0, holdout.size())
                .filter(i -> !Double.isNaN(holdout.lastPeriod().recencyBefore()[i]))
                .toArray();
        View before = View.before(holdout, known);
        RfmCells learnt = new RfmCells(before);
        LastPeriod last = holdout.lastPeriod();
        for (int k = 0; k < known.length; k++) {
            int cell = learnt.cell(before, k);
            learnt.cells.add(cell, last, known[k]);
            learnt.pairs.add(cell / CLASSES, last, known[k]);
        }
        View now = View.at(holdout);
        Average everybody = Average.of(holdout);
        int n = holdout.size();
        double[] transactions = new double[n];
        double[] spend = new double[n];
        double[] bought = new double[n];
        for (int i = 0; i < n; i++) {
            int cell = learnt.cell(now, i);
            Average pair = learnt.pairs.mean(cell / CLASSES, everybody);
            Average mean = learnt.cells.mean(cell, pair);
            transactions[i] = mean.transactions();
            spend[i] = mean.spend();
            bought[i] = mean.bought();
        }
        return Prediction.of(transactions, spend, bought);
    }

    private int cell(View view, int row) {
        int recency = classOf(recencyBorders, view.timeSinceLast[row]);
        int frequency = classOf(frequencyBorders, view.frequency[row]);
        int monetary = classOf(monetaryBorders, view.monetary[row]);
        return (recency * CLASSES + frequency) * CLASSES + monetary;
    }

    /** Upper borders of the four lower classes. */
    private static double[] quintiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] borders = new double[CLASSES - 1];
        for (int q = 0; q < borders.length && sorted.length > 0; q++) {
            borders[q] = sorted[Math.max((q + 1) * sorted.length / CLASSES - 1, 0)];
        }
        return borders;
    }

    private static int classOf(double[] borders, double value) {
        int c = 0;
        while (c < borders.length && value > borders[c]) {
            c++;
        }
        return c;
    }

    /** The three coordinates of customers at one moment. */
    @SuppressWarnings("ArrayRecordComponent")
    private record View(double[] timeSinceLast, double[] frequency, double[] monetary) {
        static View at(Holdout holdout) {
            Customers customers = holdout.customers();
            View view = of(holdout.size());
            for (int i = 0; i < holdout.size(); i++) {
                view.timeSinceLast[i] = customers.T()[i] - customers.recency()[i];
                view.frequency[i] = customers.frequency()[i];
                view.monetary[i] = customers.totalSpend()[i] / (customers.frequency()[i] + 1);
            }
            return view;
        }

        /** As the rows given stood at the start of the last window: what happened in it is taken off again. */
        static View before(Holdout holdout, int[] rows) {
            Customers customers = holdout.customers();
            LastPeriod last = holdout.lastPeriod();
            View view = of(rows.length);
            for (int k = 0; k < rows.length; k++) {
                int i = rows[k];
                int frequency = customers.frequency()[i] - last.transactions()[i];
                view.timeSinceLast[k] = customers.T()[i] - holdout.horizon() - last.recencyBefore()[i];
                view.frequency[k] = frequency;
                view.monetary[k] = (customers.totalSpend()[i] - last.spend()[i]) / (frequency + 1);
            }
            return view;
        }

        private static View of(int rows) {
            return new View(new double[rows], new double[rows], new double[rows]);
        }
    }

    /** What the customers of each cell did in the last window. */
    private static final class Sums {
        private final int[] count;
        private final double[] transactions;
        private final double[] spend;
        private final int[] buyers;

        Sums(int cells) {
            count = new int[cells];
            transactions = new double[cells];
            spend = new double[cells];
            buyers = new int[cells];
        }

        void add(int cell, LastPeriod last, int row) {
            count[cell]++;
            transactions[cell] += last.transactions()[row];
            spend[cell] += last.spend()[row];
            buyers[cell] += last.transactions()[row] > 0 ? 1 : 0;
        }

        Average mean(int cell, Average parent) {
            double n = count[cell] + PRIOR;
            return new Average(
                    (transactions[cell] + PRIOR * parent.transactions()) / n,
                    (spend[cell] + PRIOR * parent.spend()) / n,
                    (buyers[cell] + PRIOR * parent.bought()) / n);
        }
    }
}
