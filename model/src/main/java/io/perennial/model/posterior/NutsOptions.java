// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

/**
 * How long and how carefully to sample.
 *
 * @param chains independent chains, run in parallel
 * @param warmup iterations of each chain that tune step and metric and are thrown away
 * @param draws iterations of each chain that are kept
 * @param acceptance mean acceptance statistic the step size is tuned to, in (0, 1)
 * @param maxDepth doublings of a trajectory before it is cut off: at most 2^maxDepth - 1 gradients an iteration
 * @param seed the same seed gives the same draws, whatever the number of processors
 */
public record NutsOptions(int chains, int warmup, int draws, double acceptance, int maxDepth, long seed) {
    public NutsOptions {
        if (chains < 1 || warmup < 20 || draws < 4 || maxDepth < 1 || maxDepth > 20) {
            throw new IllegalArgumentException(
                    "chains must be >= 1, warmup >= 20, draws >= 4 and maxDepth in [1, 20], were %d, %d, %d and %d"
                            .formatted(chains, warmup, draws, maxDepth));
        }
        // negated comparison also rejects NaN
        if (!(acceptance > 0 && acceptance < 1)) {
            throw new IllegalArgumentException("acceptance must be in (0, 1), was " + acceptance);
        }
    }

    /** Four chains of 1,000 draws after 500 of warm-up, acceptance 0.8, depth 10. */
    public static NutsOptions defaults() {
        return new NutsOptions(4, 500, 1000, 0.8, 10, 20_261_126);
    }

    public NutsOptions withChains(int number) {
        return new NutsOptions(number, warmup, draws, acceptance, maxDepth, seed);
    }

    public NutsOptions withWarmup(int iterations) {
        return new NutsOptions(chains, iterations, draws, acceptance, maxDepth, seed);
    }

    public NutsOptions withDraws(int iterations) {
        return new NutsOptions(chains, warmup, iterations, acceptance, maxDepth, seed);
    }

    public NutsOptions withAcceptance(double target) {
        return new NutsOptions(chains, warmup, draws, target, maxDepth, seed);
    }

    public NutsOptions withMaxDepth(int doublings) {
        return new NutsOptions(chains, warmup, draws, acceptance, doublings, seed);
    }

    public NutsOptions withSeed(long number) {
        return new NutsOptions(chains, warmup, draws, acceptance, maxDepth, number);
    }
}
