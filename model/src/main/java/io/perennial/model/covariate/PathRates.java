// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.numeric.PowerLawIntegral;

/**
 * How much faster or slower a customer buys and leaves than one with mean covariates, piece by piece. Time measured by the first factor is the clock of purchases, by the
 * second the clock of dropout: by these clocks the customer is one of a Pareto/NBD without covariates.
 *
 * @param start when each piece begins, the first at 0; the last has no end
 * @param buying factor of the purchase rate
 * @param leaving factor of the dropout rate
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record PathRates(double[] start, double[] buying, double[] leaving) {
    /** A customer of the Pareto/NBD: purchase rate Gamma(k, a), dropout rate Gamma(s, b), by their clocks from some moment on. */
    record State(double k, double a, double s, double b) {}

    /** A walk over the pieces between two times; lengths and clocks count from the first. */
    @FunctionalInterface
    interface Step {
        void take(int piece, double since, double length, double bought, double left);
    }

    void walk(double from, double to, Step step) {
        double bought = 0;
        double left = 0;
        for (int piece = 0; piece < start.length; piece++) {
            double begin = Math.max(from, start[piece]);
            double end = piece + 1 < start.length ? Math.min(to, start[piece + 1]) : to;
            if (end > begin) {
                double length = end - begin;
                step.take(piece, begin - from, length, bought, left);
                bought += buying[piece] * length;
                left += leaving[piece] * length;
            }
        }
    }

    /** Time between two moments by the clock of purchases. */
    double bought(double from, double to) {
        return clock(buying, from, to);
    }

    /** Time between two moments by the clock of dropout. */
    double left(double from, double to) {
        return clock(leaving, from, to);
    }

    private double clock(double[] factor, double from, double to) {
        double[] sum = new double[1];
        walk(from, to, (piece, since, length, bought, left) -> sum[0] += factor[piece] * length);
        return sum[0];
    }

    /** log of the probability of neither buying nor leaving, from a moment at which the customer is in this state. */
    double logQuiet(State state, double from, double to) {
        return -state.k() * Math.log1p(bought(from, to) / state.a())
                - state.s() * Math.log1p(left(from, to) / state.b());
    }

    /**
     * Probability of leaving before any purchase: s / b times the integral of d(y) (1 + P(y) / a)^-k (1 + D(y) / b)^-(s+1), with clocks P and D and the dropout
     * factor d.
     */
    double leavesFirst(State state, double from, double to) {
        return state.s() / state.b() * powers(state, from, to, leaving, new double[] {state.k(), state.s() + 1});
    }

    /** Probability of buying: k / a times the integral of p(y) (1 + P(y) / a)^-(k+1) (1 + D(y) / b)^-s. */
    double buys(State state, double from, double to) {
        return state.k() / state.a() * powers(state, from, to, buying, new double[] {state.k() + 1, state.s()});
    }

    /** Integral of a factor times (1 + P(y) / a) and (1 + D(y) / b) to minus these exponents. */
    private double powers(State state, double from, double to, double[] factor, double[] exponents) {
        double[] sum = new double[1];
        walk(from, to, (piece, since, length, bought, left) -> {
            double level = Math.exp(
                    -exponents[0] * Math.log1p(bought / state.a()) - exponents[1] * Math.log1p(left / state.b()));
            double a = (state.a() + bought) / buying[piece];
            double b = (state.b() + left) / leaving[piece];
            if (level > 0) {
                sum[0] += factor[piece] * level * PowerLawIntegral.of(exponents[0], a, exponents[1], b, 0, length);
            }
        });
        return sum[0];
    }

    /** k / a times the integral of p(y) exp(-delta y) (1 + D(y) / b)^-s: expected purchases, discounted. */
    double expected(State state, double from, double to, double delta) {
        double[] sum = new double[1];
        walk(from, to, (piece, since, length, bought, left) -> {
            double level = Math.exp(-state.s() * Math.log1p(left / state.b()) - delta * since);
            double b = (state.b() + left) / leaving[piece];
            if (level > 0) {
                sum[0] += buying[piece] * level * PowerLawIntegral.of(state.s(), b, 0, b, delta, length);
            }
        });
        return state.k() / state.a() * sum[0];
    }

    /** Variance of the number of purchases; E[N (N - 1)] = k (k + 1) / a^2 times the integral of 2 P(y) p(y) (1 + D(y) / b)^-s. */
    double variance(State state, double from, double to) {
        double[] sum = new double[1];
        PowerLawIntegral integral = new PowerLawIntegral();
        walk(from, to, (piece, since, length, bought, left) -> {
            double b = (state.b() + left) / leaving[piece];
            integral.compute(state.s(), b, 0, b, 0, length);
            double moment = 0;
            for (int j = 0; j < integral.size(); j++) {
                moment += integral.mass(j) * (bought + buying[piece] * integral.z(j));
            }
            sum[0] += 2 * buying[piece] * Math.exp(-state.s() * Math.log1p(left / state.b())) * moment;
        });
        double mean = expected(state, from, to, 0);
        double pairs = state.k() / state.a() * ((state.k() + 1) / state.a()) * sum[0];
        return Math.max(0, mean + (pairs - mean * mean));
    }
}
