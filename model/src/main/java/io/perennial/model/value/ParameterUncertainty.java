// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import java.util.Arrays;

/**
 * How much of the uncertainty of an expectation comes from estimating the parameters, as variances of its logarithm by the delta method: g' covariance g, with
 * g the gradient of the log expectation in the parameters by central differences. Purchase and spend parameters are estimated independently.
 *
 * <p>A parameter whose variance the fit could not determine contributes nothing; the fit names it.
 *
 * @param transactions variance of the log of the expected total of transactions
 * @param revenue variance of the log of the expected total revenue
 * @param clv variance of the log of the expected total of the discounted value
 * @param customer mean over customers, weighted with their expected revenue, of the variance of the log of one customer's expected revenue
 */
public record ParameterUncertainty(double transactions, double revenue, double clv, double customer) {
    /** Parameters taken as known. */
    public static final ParameterUncertainty NONE = new ParameterUncertainty(0, 0, 0, 0);

    /** Rows the gradients are computed on: a systematic sample, whose gradient of the log total differs by about one percent from that of all rows. */
    private static final int MOST_ROWS = 8192;

    /**
     * Propagates the covariances of both fits to the customers of the given histories.
     *
     * @param histories rows the customers refer to
     * @param horizon length of the forecast in the time unit of the purchase model
     */
    public static ParameterUncertainty of(
            Fit<? extends PurchaseModel> purchase,
            Fit<? extends SpendModel> spend,
            PurchaseHistories histories,
            Customers customers,
            double horizon,
            DiscountRate rate) {
        return of(ParametricForecast.of(purchase, histories, horizon, rate), spend, customers);
    }

    /** The same for any forecast that depends on parameters. */
    public static ParameterUncertainty of(
            ParametricForecast purchase, Fit<? extends SpendModel> spend, Customers customers) {
        int stride = (purchase.rows() + MOST_ROWS - 1) / MOST_ROWS;
        if (stride == 0) {
            return NONE;
        }
        int[] sample = new int[(purchase.rows() + stride - 1) / stride];
        Arrays.setAll(sample, i -> i * stride);
        PurchaseForecast base = purchase.forecaster().at(purchase.estimates(), sample);
        double[] count = new double[sample.length];
        double[] level = new double[sample.length];
        SpendGradient spendGradient = new SpendGradient(spend.model());
        int amounts = spend.estimates().length;
        WeightedGradients spendRevenue = new WeightedGradients(amounts);
        WeightedGradients spendClv = new WeightedGradients(amounts);
        for (int i = 0; i < customers.size(); i++) {
            int row = customers.row()[i];
            if (row % stride == 0) {
                int at = row / stride;
                double expected = spendGradient.at(
                        customers.informativePurchases(i), customers.meanSpend()[i]);
                count[at]++;
                level[at] += expected;
                spendRevenue.add(base.expected()[at] * expected, spendGradient.gradient);
                spendClv.add(base.discounted()[at] * expected, spendGradient.gradient);
            }
        }
        PurchaseGradient gradient = PurchaseGradient.of(purchase, sample, base);
        int parameters = purchase.estimates().length;
        WeightedGradients transactions = new WeightedGradients(parameters);
        WeightedGradients revenue = new WeightedGradients(parameters);
        WeightedGradients clv = new WeightedGradients(parameters);
        for (int i = 0; i < sample.length; i++) {
            transactions.add(count[i] * base.expected()[i], gradient.expected[i]);
            revenue.add(level[i] * base.expected()[i], gradient.expected[i]);
            clv.add(level[i] * base.discounted()[i], gradient.discounted[i]);
        }
        double[][] s = spend.covariance();
        double[][] p = purchase.covariance();
        return new ParameterUncertainty(
                transactions.varianceOfTotal(p),
                revenue.varianceOfTotal(p) + spendRevenue.varianceOfTotal(s),
                clv.varianceOfTotal(p) + spendClv.varianceOfTotal(s),
                revenue.meanVariance(p) + spendRevenue.meanVariance(s));
    }

    /** Gradients of the log expected and log discounted transactions of every row. */
    @SuppressWarnings("ArrayRecordComponent") // private to the computation
    private record PurchaseGradient(double[][] expected, double[][] discounted) {

        static PurchaseGradient of(ParametricForecast purchase, int[] rows, PurchaseForecast base) {
            double[] estimates = purchase.estimates();
            int n = rows.length;
            PurchaseGradient gradient =
                    new PurchaseGradient(new double[n][estimates.length], new double[n][estimates.length]);
            for (int j = 0; j < estimates.length; j++) {
                double[] moved = estimates.clone();
                double step = purchase.steps()[j];
                moved[j] = estimates[j] + step;
                PurchaseForecast above = purchase.forecaster().at(moved, rows);
                moved[j] = estimates[j] - step;
                PurchaseForecast below = purchase.forecaster().at(moved, rows);
                for (int i = 0; i < n; i++) {
                    // a row without expectation gets NaN, and no weight
                    gradient.expected[i][j] =
                            (above.expected()[i] - below.expected()[i]) / (2 * step * base.expected()[i]);
                    gradient.discounted[i][j] =
                            (above.discounted()[i] - below.discounted()[i]) / (2 * step * base.discounted()[i]);
                }
            }
            return gradient;
        }
    }

    /** Gradient of the log expected spend of one customer after another. */
    private static final class SpendGradient {
        private final SpendModel model;
        private final SpendModel[] above;
        private final SpendModel[] below;
        private final double[] step;
        private final double[] gradient;

        SpendGradient(SpendModel model) {
            this.model = model;
            double[] parameters = model.parameters();
            step = new double[parameters.length];
            gradient = new double[parameters.length];
            above = new SpendModel[parameters.length];
            below = new SpendModel[parameters.length];
            for (int j = 0; j < parameters.length; j++) {
                double[] moved = parameters.clone();
                step[j] = ParametricForecast.STEP * parameters[j];
                moved[j] = parameters[j] + step[j];
                above[j] = model.withParameters(moved);
                moved[j] = parameters[j] - step[j];
                below[j] = model.withParameters(moved);
            }
        }

        /** Sets {@link #gradient} and returns the expected spend. */
        double at(int purchases, double mean) {
            double expected = model.expectedSpend(purchases, mean);
            for (int j = 0; j < step.length; j++) {
                double difference = above[j].expectedSpend(purchases, mean) - below[j].expectedSpend(purchases, mean);
                gradient[j] = difference / (2 * step[j] * expected);
            }
            return expected;
        }
    }
}
