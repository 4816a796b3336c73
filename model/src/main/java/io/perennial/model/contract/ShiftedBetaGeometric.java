// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.numeric.BetaExpectation;
import io.perennial.model.numeric.RisingSums;
import java.util.List;

/**
 * The shifted beta-geometric model (sBG): at each renewal a customer leaves with the same probability theta, drawn once from Beta(alpha, beta). Retention
 * rates rise with age because those who leave easily have left.
 *
 * <p>S(t) = B(alpha, beta + t) / B(alpha, beta), r(t) = (beta + t - 1) / (alpha + beta + t - 1).
 *
 * <p>Source: Fader and Hardie, How to Project Customer Retention, Journal of Interactive Marketing 21 (2007).
 */
public final class ShiftedBetaGeometric implements RenewalModel {
    private static final List<String> NAMES = List.of("alpha", "beta");

    private final RenewalPeriod period;
    private final double alpha;
    private final double beta;

    private ShiftedBetaGeometric(RenewalPeriod period, double alpha, double beta) {
        this.period = period;
        this.alpha = Arguments.positive("alpha", alpha);
        this.beta = Arguments.positive("beta", beta);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static ShiftedBetaGeometric of(RenewalPeriod period, double alpha, double beta) {
        return new ShiftedBetaGeometric(period, alpha, beta);
    }

    @Override
    public String id() {
        return "sbg";
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
        return new double[] {alpha, beta};
    }

    @Override
    public ShiftedBetaGeometric withParameters(double[] parameters) {
        return of(period, parameters[0], parameters[1]);
    }

    /** First parameter of the distribution of the probability of leaving, whose mean is alpha / (alpha + beta). */
    public double alpha() {
        return alpha;
    }

    /** Second parameter of that distribution. */
    public double beta() {
        return beta;
    }

    /** log of B(alpha, beta + age + periods) / B(alpha, beta + age). */
    @Override
    public double logSurvival(int age, int periods) {
        return RisingSums.logBetaRatio(alpha, beta + age, periods);
    }

    /**
     * {@inheritDoc}
     *
     * <p>For ratio &lt; 1 this is ratio (beta+age) / (alpha+beta+age) 2F1(1, beta+age+1; alpha+beta+age+1; ratio), computed from Euler's integral of that function, which is
     * the expectation of ratio q / (1 - ratio q) over the probability of staying q and has no ill-conditioned arguments. For ratio 1 it is
     * (beta+age) / (alpha-1), finite only for alpha &gt; 1. Beyond there is none: the survival curve falls like a power of t.
     */
    @Override
    public Expected renewals(int age, double ratio) {
        double b = beta + Arguments.notNegative("age", age);
        double missing = 1 - Arguments.positive("ratio", ratio);
        if (missing > 0) {
            return Expected.of(
                    BetaExpectation.of(alpha, b, ratio / missing).of((p, q) -> ratio * q / (missing + ratio * p)));
        }
        return missing == 0 && alpha > 1 ? Expected.of(b / (alpha - 1)) : Endless.reason(ratio, alpha, 1);
    }

    /**
     * {@inheritDoc}
     *
     * <p>For ratio &lt; 1 the expectation of ratio q / (1 - ratio q)^2; for ratio 1 it is (beta+age) (alpha+beta+age-1) / ((alpha-1) (alpha-2)), finite only for
     * alpha &gt; 2.
     */
    @Override
    public Expected renewalTimes(int age, double ratio) {
        double b = beta + Arguments.notNegative("age", age);
        double missing = 1 - Arguments.positive("ratio", ratio);
        if (missing > 0) {
            return Expected.of(BetaExpectation.of(alpha, b, 2 * ratio / missing).of((p, q) -> {
                double left = missing + ratio * p;
                return ratio * q / left / left;
            }));
        }
        return missing == 0 && alpha > 2
                ? Expected.of(b / (alpha - 1) * ((alpha + b - 1) / (alpha - 2)))
                : Endless.reason(ratio, alpha, 2);
    }

    @Override
    public String toString() {
        return "sbg(alpha %s, beta %s)".formatted(alpha, beta);
    }
}
