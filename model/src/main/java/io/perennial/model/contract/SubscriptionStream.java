// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.economics.SubscriptionValue;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.survival.SurvivalTable;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The value of subscribers: current monthly margin, growing with the customer, as long as the customer stays.
 *
 * <pre>value = margin months sum over k = 1, ..., horizon of (1+expansion)^(months (k-1)) (1+discount)^(advance - k) S(age + k) / S(age)</pre>
 *
 * and with k - 1 in place of k in S where the receipt comes before the renewal (see {@link StreamTerms}). Ages count renewals behind a customer. Intervals hold
 * both the customer's own luck (staying or not) and the errors of the curve.
 */
public final class SubscriptionStream {
    /** Relative step of the central differences: truncation error 1e-8. */
    private static final double STEP = 1e-4;

    private final StreamTerms terms;
    private final SurvivalTable table;
    private final @Nullable RenewalModel model;
    private final AgeValue[] byAge;

    private SubscriptionStream(StreamTerms terms, SurvivalTable table, @Nullable RenewalModel model, int oldest) {
        this.terms = terms;
        this.table = table;
        this.model = model;
        this.byAge = IntStream.rangeClosed(0, oldest)
                .parallel()
                .mapToObj(age -> new AgeValue(table, terms, age))
                .toArray(AgeValue[]::new);
    }

    /**
     * A stream of customers who renew as a model says.
     *
     * @param oldest greatest age that will be asked for
     * @throws IllegalArgumentException if the periods of model and terms differ
     */
    public static SubscriptionStream of(Fit<? extends RenewalModel> fit, StreamTerms terms, int oldest) {
        RenewalModel model = fit.model();
        if (!model.period().equals(terms.period())) {
            throw new IllegalArgumentException(
                    "period must be that of the model, %s, was %s".formatted(model.period(), terms.period()));
        }
        int periods = Arguments.notNegative("oldest", oldest) + terms.horizon();
        double[] parameters = model.parameters();
        double[][] slopes = new double[parameters.length][];
        for (int i = 0; i < parameters.length; i++) {
            double[] moved = parameters.clone();
            moved[i] = parameters[i] * (1 + STEP);
            double[] above = curve(model.withParameters(moved), periods);
            moved[i] = parameters[i] * (1 - STEP);
            slopes[i] = curve(model.withParameters(moved), periods);
            for (int t = 0; t <= periods; t++) {
                slopes[i][t] = (above[t] - slopes[i][t]) / (2 * STEP * parameters[i]);
            }
        }
        SurvivalTable table = SurvivalTable.of(curve(model, periods), slopes, fit.covariance());
        return new SubscriptionStream(terms, table, model, oldest);
    }

    private static double[] curve(RenewalModel model, int periods) {
        double[] log = new double[periods + 1];
        for (int t = 1; t <= periods; t++) {
            log[t] = log[t - 1] + model.logSurvival(t - 1, 1);
        }
        return log;
    }

    /**
     * A stream of customers who stay as an observed curve says. Receipts beyond what was observed are unknown and not counted (see {@link #diagnoses}).
     *
     * @param table survival at whole periods of the terms
     */
    public static SubscriptionStream of(SurvivalTable table, StreamTerms terms) {
        return new SubscriptionStream(terms, table, null, table.periods());
    }

    private AgeValue at(int age) {
        Arguments.notNegative("age", age);
        if (age < byAge.length) {
            return byAge[age];
        }
        if (model != null) {
            throw new IllegalArgumentException("age must be <= %d, was %d".formatted(byAge.length - 1, age));
        }
        // an observed curve says nothing of older customers, as of the oldest observed
        return byAge[byAge.length - 1];
    }

    /**
     * Values within the horizon.
     *
     * @param age renewals behind each customer
     * @param monthlyMargin current margin per month of each customer, finite; may be negative
     */
    public StreamValues values(int[] age, double[] monthlyMargin) {
        check(age, monthlyMargin);
        double[] expected = each(AgeValue::expected);
        double[] low80 = each(value -> value.low(0.10));
        double[] high80 = each(value -> value.high(0.10));
        double[] low95 = each(value -> value.low(0.025));
        double[] high95 = each(value -> value.high(0.025));
        StreamValues values = StreamValues.ofSize(age.length);
        IntStream.range(0, age.length).parallel().forEach(i -> {
            double margin = monthlyMargin[i];
            int at = Math.min(age[i], byAge.length - 1);
            values.expected()[i] = margin * expected[at];
            // whoever costs money costs most by staying; adding 0 turns -0 into 0
            values.low80()[i] = margin * (margin < 0 ? high80 : low80)[at] + 0.0;
            values.high80()[i] = margin * (margin < 0 ? low80 : high80)[at] + 0.0;
            values.low95()[i] = margin * (margin < 0 ? high95 : low95)[at] + 0.0;
            values.high95()[i] = margin * (margin < 0 ? low95 : high95)[at] + 0.0;
        });
        return values;
    }

    @FunctionalInterface
    private interface Figure {
        double of(AgeValue value);
    }

    private double[] each(Figure figure) {
        double[] column = new double[byAge.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = figure.of(byAge[i]);
        }
        return column;
    }

    private void check(int[] age, double[] monthlyMargin) {
        if (age.length != monthlyMargin.length) {
            throw new IllegalArgumentException("columns must have one length, were age %d, monthlyMargin %d"
                    .formatted(age.length, monthlyMargin.length));
        }
        for (int i = 0; i < age.length; i++) {
            at(age[i]);
            if (!Double.isFinite(monthlyMargin[i])) {
                throw new IllegalArgumentException(
                        "monthlyMargin must be finite, was %s (row %d)".formatted(monthlyMargin[i], i));
            }
        }
    }

    /** The sum of the values of some customers, columns as in {@link #values}. */
    public StreamTotal total(int[] age, double[] monthlyMargin) {
        check(age, monthlyMargin);
        double[] margins = new double[byAge.length];
        double[] squares = new double[byAge.length];
        double[] negative = new double[byAge.length];
        for (int i = 0; i < age.length; i++) {
            int at = Math.min(age[i], byAge.length - 1);
            margins[at] += monthlyMargin[i];
            squares[at] += monthlyMargin[i] * monthlyMargin[i];
            negative[at] += Math.min(0, monthlyMargin[i]);
        }
        StreamTotal sum = StreamTotal.NONE;
        double[] error = new double[table.errors()];
        for (int at = 0; at < byAge.length; at++) {
            AgeValue value = byAge[at];
            double positive = margins[at] - negative[at];
            sum = sum.plus(new StreamTotal(
                    margins[at] * value.expected(),
                    squares[at] * value.variance(),
                    0,
                    positive * value.least() + negative[at] * value.most(),
                    positive * value.most() + negative[at] * value.least()));
            for (int e = 0; e < error.length; e++) {
                error[e] += margins[at] * value.error(e);
            }
        }
        double variance = 0;
        for (double effect : error) {
            variance += effect * effect;
        }
        return sum.plus(new StreamTotal(0, 0, variance, 0, 0));
    }

    /** Value of all receipts to come, without a horizon, of a customer with a monthly margin of 1; or the reason why there is none. */
    public Expected residual(int age) {
        Arguments.notNegative("age", age);
        if (model == null) {
            return Expected.none(
                    "An observed curve says nothing beyond its last observation; a model of renewal is needed.");
        }
        double ratio = terms.logRatio();
        return model.renewals(age, Math.exp(ratio))
                .map(sum -> terms.receipt(1) * (terms.certain() == 1 ? 1 + sum : sum * Math.exp(-ratio)));
    }

    /** The sum of {@link #residual(int)} times margin. */
    public Expected residual(int[] age, double[] monthlyMargin) {
        check(age, monthlyMargin);
        double[] margins = new double[IntStream.of(age).max().orElse(0) + 1];
        for (int i = 0; i < age.length; i++) {
            margins[age[i]] += monthlyMargin[i];
        }
        double sum = 0;
        for (int a = 0; a < margins.length; a++) {
            if (margins[a] != 0) {
                Expected one = residual(a);
                Double value = one.value();
                if (value == null) {
                    return one;
                }
                sum += margins[a] * value;
            }
        }
        return Expected.of(sum);
    }

    /**
     * The same customers by the formula with constant churn.
     *
     * @param churn per period, in [0, 1], usually {@link LifeTable#churn}
     */
    public StreamComparison compare(int[] age, double[] monthlyMargin, double churn) {
        // negated comparison also rejects NaN
        if (!(churn >= 0 && churn <= 1)) {
            throw new IllegalArgumentException("churn must be in [0, 1], was " + churn);
        }
        double expected = total(age, monthlyMargin).expected();
        double margin = IntStream.range(0, age.length)
                .mapToDouble(i -> monthlyMargin[i])
                .sum();
        IntToDoubleFunction stays = k -> k == 0 ? 1 : Math.exp(k * Math.log1p(-churn));
        double constant = 0;
        for (int k = 1; k <= terms.horizon(); k++) {
            constant += margin * terms.receipt(k) * stays.applyAsDouble(k - terms.certain());
        }
        Expected naive = churn == 0
                ? Expected.none("Nobody is seen to leave, so margin / churn has no value.")
                : Expected.of(SubscriptionValue.unlimited(
                        margin * terms.period().months(), churn, SubscriptionValue.Convention.PLAIN));
        return new StreamComparison(
                churn, expected, naive, naive.map(value -> value - expected), constant, constant - expected);
    }

    /** Says how many of these customers' horizons reach beyond what the curve knows; empty when none does. */
    public List<Diagnosis> diagnoses(int[] age) {
        long cut =
                IntStream.of(age).filter(a -> at(a).known() < terms.horizon()).count();
        return cut == 0
                ? List.of()
                : List.of(new Diagnosis(
                        "horizon-beyond-data",
                        "For %d of %d customers the horizon reaches beyond what was observed; later receipts are not counted."
                                .formatted(cut, age.length)));
    }
}
