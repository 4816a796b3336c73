// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Several purchase models averaged with fixed weights: with weight w(m) the world is that of model m.
 *
 * <p>Every probability and expectation is sum w(m) f(m), so it lies between the least and the greatest of the members. The variance is that of the mixture,
 * sum w(m) (v(m) + e(m)^2) - (sum w(m) e(m))^2: where the members differ, it is wider than their mean. The likelihood of a history is sum w(m) L(m); the weights do not move with a
 * customer's history, because they were learnt from what was forecast, not from what was fitted.
 */
public final class AveragePurchases implements PurchaseModel {
    /** Weights are sums of rounded numbers. */
    private static final double ROUNDING = 1e-9;

    /** A next purchase further off than this many years has no date. */
    private static final double FARTHEST_YEARS = 1_000;

    /** Halvings that leave a part in 10^12 of a bracket. */
    private static final int HALVINGS = 40;

    private final List<PurchaseModel> members;
    private final double[] weights;

    private AveragePurchases(List<PurchaseModel> members, double[] weights) {
        this.members = members;
        this.weights = weights;
    }

    /**
     * @param members at least one, in one time unit
     * @param weights one per member, at least 0, with sum 1
     */
    public static AveragePurchases of(List<? extends PurchaseModel> members, double[] weights) {
        if (members.isEmpty() || members.size() != weights.length) {
            throw new IllegalArgumentException("weights must be one per member and at least one, were %d for %d members"
                    .formatted(weights.length, members.size()));
        }
        double sum = 0;
        for (double weight : weights) {
            // negated comparison also rejects NaN
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weights must be >= 0, were " + Arrays.toString(weights));
            }
            sum += weight;
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("weights must have sum 1, were " + Arrays.toString(weights));
        }
        TimeUnit unit = members.get(0).timeUnit();
        for (PurchaseModel member : members) {
            if (member.timeUnit() != unit) {
                throw new IllegalArgumentException(
                        "members must have one time unit, were %s and %s".formatted(unit, member.timeUnit()));
            }
        }
        return new AveragePurchases(List.copyOf(members), weights.clone());
    }

    /**
     * The average as a fit: the members' estimates one after the other, their names with the id of the member before them. The errors of one member do not
     * tell of another's, so the covariance has blocks; see {@link #forecastCovariance} for what they mean together. The log-likelihood is the weighted mean of the members', for
     * want of the histories; at most that of the average.
     */
    public static Fit<AveragePurchases> fit(List<Fit<? extends PurchaseModel>> fits, double[] weights) {
        AveragePurchases model = of(fits.stream().map(Fit::model).toList(), weights);
        int n = fits.stream().mapToInt(fit -> fit.estimates().length).sum();
        double[] estimates = new double[n];
        double[] errors = new double[n];
        double[][] covariance = new double[n][n];
        List<Diagnosis> diagnoses = new ArrayList<>();
        double logLikelihood = 0;
        int at = 0;
        for (int m = 0; m < fits.size(); m++) {
            Fit<? extends PurchaseModel> fit = fits.get(m);
            int own = fit.estimates().length;
            System.arraycopy(fit.estimates(), 0, estimates, at, own);
            System.arraycopy(fit.standardErrors(), 0, errors, at, own);
            for (int j = 0; j < own; j++) {
                System.arraycopy(fit.covariance()[j], 0, covariance[at + j], at, own);
            }
            diagnoses.addAll(fit.diagnoses());
            logLikelihood += weights[m] * fit.logLikelihood();
            at += own;
        }
        Fit<? extends PurchaseModel> first = fits.get(0);
        return new Fit<>(
                model,
                model.parameterNames(),
                estimates,
                errors,
                covariance,
                logLikelihood,
                first.customers(),
                first.rows(),
                fits.stream().allMatch(Fit::converged),
                fits.stream().mapToInt(Fit::iterations).sum(),
                fits.stream().mapToInt(Fit::evaluations).sum(),
                fits.stream().mapToDouble(Fit::gradientNorm).max().orElseThrow(),
                List.copyOf(diagnoses));
    }

    /** The models averaged. */
    public List<PurchaseModel> members() {
        return members;
    }

    /** A fresh copy of the weights, in the order of {@link #members}. */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The covariance with each member's block divided by its weight, so that the variance of an averaged forecast from it is sum w(m) v(m). Members are fitted to the same customers and err
     * together in an unknown measure; by convexity no correlation between them makes the variance of sum w(m) x(m) greater than this. Blocks of weight 0 move nothing and stay.
     */
    public double[][] forecastCovariance(double[][] covariance) {
        double[][] out = new double[covariance.length][];
        int at = 0;
        for (int m = 0; m < weights.length; m++) {
            double factor = weights[m] > 0 ? 1 / weights[m] : 1;
            int own = members.get(m).parameterNames().size();
            for (int j = at; j < at + own; j++) {
                out[j] = Arrays.stream(covariance[j]).map(c -> c * factor).toArray();
            }
            at += own;
        }
        return out;
    }

    @Override
    public String id() {
        return "average";
    }

    @Override
    public TimeUnit timeUnit() {
        return members.get(0).timeUnit();
    }

    @Override
    public List<String> parameterNames() {
        return members.stream()
                .flatMap(member -> member.parameterNames().stream().map(name -> member.id() + " " + name))
                .toList();
    }

    @Override
    public double[] parameters() {
        return members.stream()
                .flatMapToDouble(member -> Arrays.stream(member.parameters()))
                .toArray();
    }

    @Override
    public PurchaseModel withParameters(double[] parameters) {
        List<PurchaseModel> moved = new ArrayList<>();
        int at = 0;
        for (PurchaseModel member : members) {
            int own = member.parameterNames().size();
            moved.add(member.withParameters(Arrays.copyOfRange(parameters, at, at + own)));
            at += own;
        }
        return new AveragePurchases(List.copyOf(moved), weights);
    }

    @Override
    public double logLikelihood(int frequency, double recency, double T) {
        double[] logs = new double[weights.length];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int m = 0; m < weights.length; m++) {
            logs[m] = members.get(m).logLikelihood(frequency, recency, T);
            greatest = weights[m] > 0 ? Math.max(greatest, logs[m]) : greatest;
        }
        // relative to the greatest term, so that likelihoods too small for a double still add up
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            sum += weights[m] > 0 ? weights[m] * Math.exp(logs[m] - greatest) : 0;
        }
        return greatest + Math.log(sum);
    }

    @Override
    public double probabilityAlive(int frequency, double recency, double T) {
        return mean(member -> member.probabilityAlive(frequency, recency, T));
    }

    @Override
    public double probabilityAlive(int frequency, double recency, double T, double later) {
        return mean(member -> member.probabilityAlive(frequency, recency, T, later));
    }

    @Override
    public double expectedTransactions(int frequency, double recency, double T, double horizon) {
        return mean(member -> member.expectedTransactions(frequency, recency, T, horizon));
    }

    @Override
    public double expectedTransactions(double horizon) {
        return mean(member -> member.expectedTransactions(horizon));
    }

    @Override
    public double transactionVariance(int frequency, double recency, double T, double horizon) {
        double expected = expectedTransactions(frequency, recency, T, horizon);
        return mean(member -> {
            double off = member.expectedTransactions(frequency, recency, T, horizon) - expected;
            return member.transactionVariance(frequency, recency, T, horizon) + off * off;
        });
    }

    @Override
    public double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        return mean(member -> member.probabilityOfNoPurchase(frequency, recency, T, horizon));
    }

    @Override
    public double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
        return sum(members.stream()
                .map(member -> member.transactionDistribution(frequency, recency, T, horizon, most))
                .toList());
    }

    @Override
    public double[] transactionDistribution(double horizon, int most) {
        return sum(members.stream()
                .map(member -> member.transactionDistribution(horizon, most))
                .toList());
    }

    @Override
    public double discountedTransactions(int frequency, double recency, double T, double horizon, DiscountRate rate) {
        return mean(member -> member.discountedTransactions(frequency, recency, T, horizon, rate));
    }

    @Override
    public double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate) {
        return mean(member -> member.discountedResidualTransactions(frequency, recency, T, rate));
    }

    /** Solved by halving between the members' own times: the averaged probability reaches the mark between the first and the last of them. Empty beyond a thousand years. */
    @Override
    public OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        double farthest = FARTHEST_YEARS * timeUnit().perYear();
        for (int m = 0; m < weights.length; m++) {
            if (weights[m] > 0) {
                double time = members.get(m)
                        .timeToPurchase(frequency, recency, T, probability)
                        .orElse(farthest);
                low = Math.min(low, time);
                high = Math.max(high, Math.min(time, farthest));
            }
        }
        if (low >= farthest || 1 - probabilityOfNoPurchase(frequency, recency, T, high) < probability - ROUNDING) {
            return OptionalDouble.empty();
        }
        for (int k = 0; k < HALVINGS && high > low; k++) {
            double middle = (low + high) / 2;
            if (1 - probabilityOfNoPurchase(frequency, recency, T, middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(high);
    }

    @Override
    public PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        return combine(
                members.stream()
                        .map(member -> member.forecast(histories, horizon, rate))
                        .toList(),
                weights);
    }

    /** Forecasts of the members for the same rows and horizon, averaged as above. */
    public static PurchaseForecast combine(List<PurchaseForecast> forecasts, double[] weights) {
        int n = forecasts.get(0).expected().length;
        double[] pAlive = new double[n];
        double[] pBuy = new double[n];
        double[] expected = new double[n];
        double[] discounted = new double[n];
        double[] variance = new double[n];
        for (int m = 0; m < weights.length; m++) {
            PurchaseForecast forecast = forecasts.get(m);
            for (int i = 0; i < n; i++) {
                pAlive[i] += weights[m] * forecast.pAlive()[i];
                pBuy[i] += weights[m] * forecast.pBuy()[i];
                expected[i] += weights[m] * forecast.expected()[i];
                discounted[i] += weights[m] * forecast.discounted()[i];
            }
        }
        for (int m = 0; m < weights.length; m++) {
            PurchaseForecast forecast = forecasts.get(m);
            for (int i = 0; i < n; i++) {
                double off = forecast.expected()[i] - expected[i];
                variance[i] += weights[m] * (forecast.variance()[i] + off * off);
            }
        }
        for (int i = 0; i < n; i++) {
            // weights that round to a sum above 1 must not make a probability of more than 1
            pAlive[i] = Math.min(1, pAlive[i]);
            pBuy[i] = Math.min(1, pBuy[i]);
        }
        return new PurchaseForecast(forecasts.get(0).horizon(), pAlive, pBuy, expected, discounted, variance);
    }

    private double mean(ToDoubleFunction<PurchaseModel> figure) {
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            sum += weights[m] > 0 ? weights[m] * figure.applyAsDouble(members.get(m)) : 0;
        }
        return sum;
    }

    private double[] sum(List<double[]> distributions) {
        double[] out = new double[distributions.get(0).length];
        for (int m = 0; m < weights.length; m++) {
            for (int k = 0; k < out.length; k++) {
                out[k] += weights[m] * distributions.get(m)[k];
            }
        }
        return out;
    }
}
