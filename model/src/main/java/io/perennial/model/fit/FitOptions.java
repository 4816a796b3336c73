// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

/**
 * How hard to look for the maximum.
 *
 * @param maxIterations trust-region steps from one start before giving up
 * @param tolerance largest remaining Newton step in any log parameter, that is the relative error of the estimates, at which the search ends
 * @param extraStarts further starts that are followed to their end even after one has converged; the best maximum wins
 */
public record FitOptions(int maxIterations, double tolerance, int extraStarts) {
    public FitOptions {
        if (maxIterations < 1) {
            throw new IllegalArgumentException("maxIterations must be >= 1, was " + maxIterations);
        }
        // negated comparison also rejects NaN
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be in (0, 1), was " + tolerance);
        }
        if (extraStarts < 0) {
            throw new IllegalArgumentException("extraStarts must be >= 0, was " + extraStarts);
        }
    }

    /** 200 iterations, eight digits, no further start once one has converged. */
    public static FitOptions defaults() {
        return new FitOptions(200, 1e-8, 0);
    }

    public FitOptions withMaxIterations(int limit) {
        return new FitOptions(limit, tolerance, extraStarts);
    }

    public FitOptions withTolerance(double relative) {
        return new FitOptions(maxIterations, relative, extraStarts);
    }

    public FitOptions withExtraStarts(int starts) {
        return new FitOptions(maxIterations, tolerance, starts);
    }
}
