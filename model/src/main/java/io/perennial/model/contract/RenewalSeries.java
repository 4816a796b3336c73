// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.numeric.GaussLegendre;

/**
 * The sums over k = 1, 2, ... of k^m ratio^k S(age+k) / S(age), m = 0 or 1, for a beta-discrete-Weibull model.
 *
 * <p>The first {@value #DIRECT} terms are summed as they stand. From there on the terms change slowly, and the Euler-Maclaurin formula replaces the rest by an
 * integral, taken over panels that grow in proportion (the curve falls like a power), and a correction at its start. Without discount the curve's
 * power law ends the integral.
 */
final class RenewalSeries {
    /**
     * A rate of decline that leaves anything after so many terms is below 0.02, so that the first term left out of the correction is below 1e-12 of a term, and a term a
     * two-thousandth of the sum.
     */
    private static final int DIRECT = 2048;

    /** Length of a panel in log k. */
    private static final double PANEL = 0.5;

    /** exp(-FORGOTTEN) is less than the rounding of any sum. */
    private static final double FORGOTTEN = 60;

    /** The part that no double result can notice. */
    private static final double NEGLIGIBLE = 1e-18;

    /** log k beyond which k is not a double any more. */
    private static final double LARGEST_LOG = 700;

    private final BetaDiscreteWeibull model;
    private final int age;
    private final double ratio;
    private final double decay;
    private final double power;

    RenewalSeries(BetaDiscreteWeibull model, int age, double ratio) {
        this.model = model;
        this.age = Arguments.notNegative("age", age);
        this.ratio = Arguments.positive("ratio", ratio);
        this.decay = -Math.log(ratio);
        this.power = model.gamma() * model.c();
    }

    Expected sum(int m) {
        if (decay < 0 || (decay == 0 && power <= m + 1)) {
            return Endless.reason(ratio, power, m + 1);
        }
        double sum = 0;
        double log = 0;
        for (int k = 1; k <= DIRECT; k++) {
            log += model.logSurvival(age + k - 1, 1) - decay;
            double term = m == 0 ? Math.exp(log) : k * Math.exp(log);
            sum += term;
            if (negligible(term, k, m, sum)) {
                return Expected.of(sum);
            }
        }
        return rest(m, sum);
    }

    /** Whether what follows a term is less than a geometric series, or a power law, leaves. */
    private boolean negligible(double term, double k, int m, double sum) {
        double periods = decay > 0 ? (1 + m / (k * decay)) / decay : k / (power - m - 1);
        return periods * term < NEGLIGIBLE * sum;
    }

    private Expected rest(int m, double direct) {
        double x = DIRECT;
        double last = term(x, m);
        // minus the derivative of the log of the term, without its factor k^m
        double fall = (logTerm(x * (1 - 1e-4)) - logTerm(x * (1 + 1e-4))) / (2e-4 * x);
        double slope = m == 0 ? -fall : 1 / x - fall;
        double third = m == 0 ? -fall * fall * fall : 3 * fall * fall / x - fall * fall * fall;
        double sum = direct - last / 2 + last * (third / 720 - slope / 12);
        double log = Math.log(x);
        double start = log;
        while (true) {
            double integral = GaussLegendre.integrate(u -> Math.exp(u) * term(Math.exp(u), m), log, log + PANEL);
            sum += integral;
            log += PANEL;
            x = Math.exp(log);
            if (decay > 0 && (decay * x > FORGOTTEN || negligible(term(x, m), x, m, sum))) {
                return Expected.of(sum);
            }
            if (decay == 0 && asymptotic(x)) {
                return Expected.of(sum + x * term(x, m) / (power - m - 1));
            }
            if (log > LARGEST_LOG + start) {
                return Expected.none(
                        "The longest lives decide the sum, and they are longer than any number a computer holds. Take a discount rate or a horizon.");
            }
        }
    }

    /** S(t) is t^(-gamma c) times 1 + O(gamma (gamma + 2 delta) / t^c) and (age + t)^(-gamma c) differs by gamma c age / t. */
    private boolean asymptotic(double x) {
        double curve = model.gamma() * (model.gamma() + 2 * model.delta()) / Stretch.time(x, model.c());
        return curve < 1e-15 && power * age / x < 1e-15;
    }

    private double term(double k, int m) {
        double value = Math.exp(logTerm(k));
        return m == 0 ? value : k * value;
    }

    private double logTerm(double k) {
        return model.logSurvival(age, k) - decay * k;
    }
}
