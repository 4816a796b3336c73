// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.numeric.RealSteps;
import java.util.List;

/**
 * The beta-discrete-Weibull model (BdW): a customer survives t renewals with probability (1 - theta)^(t^c), theta drawn once from Beta(gamma, delta). With
 * c &gt; 1 every customer becomes more likely to leave with age, with c &lt; 1 less; c = 1 is the {@link ShiftedBetaGeometric}.
 *
 * <p>S(t) = B(gamma, delta + t^c) / B(gamma, delta).
 *
 * <p>Source: Fader, Hardie, Liu, Davin and Steenburgh, How to Project Customer Retention Revisited: The Role of Duration Dependence, Journal of Interactive
 * Marketing 43 (2018).
 */
public final class BetaDiscreteWeibull implements RenewalModel {
    private static final List<String> NAMES = List.of("gamma", "delta", "c");

    private final RenewalPeriod period;
    private final double gamma;
    private final double delta;
    private final double c;

    private BetaDiscreteWeibull(RenewalPeriod period, double gamma, double delta, double c) {
        this.period = period;
        this.gamma = Arguments.positive("gamma", gamma);
        this.delta = Arguments.positive("delta", delta);
        this.c = Arguments.positive("c", c);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static BetaDiscreteWeibull of(RenewalPeriod period, double gamma, double delta, double c) {
        return new BetaDiscreteWeibull(period, gamma, delta, c);
    }

    @Override
    public String id() {
        return "bdw";
    }

    @Override
    public RenewalPeriod period() {
        return period;
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public double[] parameters() {
        return new double[] {gamma, delta, c};
    }

    @Override
    public BetaDiscreteWeibull withParameters(double[] parameters) {
        return of(period, parameters[0], parameters[1], parameters[2]);
    }

    /** First parameter of the distribution of theta. */
    public double gamma() {
        return gamma;
    }

    /** Second parameter of the distribution of theta. */
    public double delta() {
        return delta;
    }

    /** Duration dependence: above 1 customers become more likely to leave with age. */
    public double c() {
        return c;
    }

    /** log of B(gamma, delta + (age+periods)^c) / B(gamma, delta + age^c). */
    @Override
    public double logSurvival(int age, int periods) {
        return logSurvival(age, (double) periods);
    }

    /** The same curve between renewals, where it has no meaning but the sums of {@link RenewalSeries} need it. */
    double logSurvival(int age, double time) {
        double passed = Stretch.time(age, c);
        double ahead = Stretch.increment(age, time, c);
        return ahead == Double.POSITIVE_INFINITY || passed == Double.POSITIVE_INFINITY
                ? logSurvivalBeyondNumbers(age, time)
                : RealSteps.logBetaRatio(gamma, delta + passed, ahead);
    }

    /** S(t) is proportional to t^(-gamma c) where t^c is beyond the doubles. */
    private double logSurvivalBeyondNumbers(int age, double time) {
        if (age > 0 && Stretch.time(age, c) == Double.POSITIVE_INFINITY) {
            return -gamma * c * Math.log1p(time / age);
        }
        double most = Double.MAX_VALUE / 4;
        return RealSteps.logBetaRatio(gamma, delta + Stretch.time(age, c), most)
                - gamma * (c * Math.log(age + time) - Math.log(most));
    }

    /**
     * {@inheritDoc}
     *
     * <p>There is no closed form: the first terms are summed, the rest by the Euler-Maclaurin formula. For ratio 1 the sum is finite only for gamma c &gt; 1.
     */
    @Override
    public Expected renewals(int age, double ratio) {
        return new RenewalSeries(this, age, ratio).sum(0);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Summed as {@link #renewals(int, double)}; for ratio 1 finite only for gamma c &gt; 2.
     */
    @Override
    public Expected renewalTimes(int age, double ratio) {
        return new RenewalSeries(this, age, ratio).sum(1);
    }

    @Override
    public String toString() {
        return "bdw(gamma %s, delta %s, c %s)".formatted(gamma, delta, c);
    }
}
