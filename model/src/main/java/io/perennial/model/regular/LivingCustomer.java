// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.numeric.BetaExpectation;
import java.util.function.DoubleUnaryOperator;

/**
 * A customer known to be alive: at phase j with probability {@code weight[j]}, in proportion to Gamma(s+j) / (Gamma(s) j!) u^j, where u is the time since the last purchase
 * as a share of the exposure.
 */
final class LivingCustomer {
    /** Keeps squares of the relative time within the doubles; reached only by exposures below 1e-130. */
    private static final double LONGEST = 1e140;

    private final double exposure;
    private final double[] weight;
    private final PhasedCustomer[] phases;

    private LivingCustomer(double exposure, double[] weight, PhasedCustomer[] phases) {
        this.exposure = exposure;
        this.weight = weight;
        this.phases = phases;
    }

    /** @param longest greatest horizon that will be asked about */
    static LivingCustomer of(BetaGeometricCnbdK model, int frequency, double u, double exposure, double longest) {
        double[] weight = new double[model.k()];
        weights(model.shape(frequency), u, weight);
        PhasedCustomer[] phases = new PhasedCustomer[model.k()];
        for (int j = 0; j < phases.length; j++) {
            phases[j] = model.inPhase(frequency, j, relative(longest, exposure));
        }
        return new LivingCustomer(exposure, weight, phases);
    }

    /** Fills in the probabilities of the phases. */
    static void weights(double shape, double u, double[] weight) {
        double term = 1;
        double sum = 0;
        for (int j = 0; j < weight.length; j++) {
            weight[j] = term;
            sum += term;
            term *= (shape + j) / (j + 1) * u;
        }
        for (int j = 0; j < weight.length; j++) {
            weight[j] /= sum;
        }
    }

    /** Time as {@link PhasedCustomer} takes it. */
    static double relative(double horizon, double exposure) {
        return Math.min(horizon / exposure, LONGEST);
    }

    /** E[N], E[N (N - 1)] and the probability of not having left within the horizon. */
    double[] moments(double horizon) {
        double z = relative(horizon, exposure);
        double[] moments = new double[3];
        for (int j = 0; j < phases.length; j++) {
            if (weight[j] > 0) {
                double[] inPhase = phases[j].moments(z);
                for (int i = 0; i < moments.length; i++) {
                    moments[i] += weight[j] * inPhase[i];
                }
            }
        }
        return moments;
    }

    double expected(double horizon) {
        return moments(horizon)[0];
    }

    /** Purchases, each discounted by exp(-delta t). */
    double discounted(double horizon, double delta) {
        double whole = expected(horizon);
        if (delta == 0 || whole == 0) {
            return whole;
        }
        double discount = delta * horizon;
        double scale = discount + relative(horizon, exposure) * (1 + phases[0].shape());
        return discounted(discount, whole, scale, share -> expected(share * horizon));
    }

    /**
     * exp(-d) E(1) + d times the integral of exp(-d v) E(v) over (0, 1].
     *
     * @param discount d, the logarithm of the discount over the whole horizon
     * @param whole E(1)
     * @param scale how fast E and the discount may change with v
     * @param expected E(v), the purchases expected in a share v of the horizon
     */
    static double discounted(double discount, double whole, double scale, DoubleUnaryOperator expected) {
        BetaExpectation time = BetaExpectation.of(1, 1, scale);
        return Math.exp(-discount) * whole
                + discount * time.of((share, rest) -> Math.exp(-discount * share) * expected.applyAsDouble(share));
    }

    /** P(N = 0), ..., P(N = most). */
    double[] distribution(double horizon, int most) {
        double z = relative(horizon, exposure);
        double[] probability = new double[most + 1];
        for (int j = 0; j < phases.length; j++) {
            if (weight[j] > 0) {
                phases[j].addDistribution(z, weight[j], probability);
            }
        }
        return probability;
    }
}
