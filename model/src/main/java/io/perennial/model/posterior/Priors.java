// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.LikelihoodProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Independent priors of all parameters of a model.
 *
 * @param names parameter names, in the model's order
 * @param each one prior per parameter
 */
public record Priors(List<String> names, List<Prior> each) {
    /** Standard deviation of each log parameter in the default: a factor of 19 either way within the central 95 %. */
    public static final double WEAK_DEVIATION = 1.5;

    public Priors {
        if (names.size() != each.size()) {
            throw new IllegalArgumentException(
                    "priors must be one per parameter, were %d for %d".formatted(each.size(), names.size()));
        }
        names = List.copyOf(names);
        each = List.copyOf(each);
    }

    /**
     * Weakly informative: every parameter log-normal around the value that the fitter would start its search from (ordinary shapes, scales from the mean purchase
     * rate or amount), with a deviation of {@value #WEAK_DEVIATION}. A few dozen customers outweigh it; without any customers it still is a proper belief.
     */
    public static Priors weak(LikelihoodProblem<?> problem) {
        double[] centre = problem.starts().get(0);
        List<Prior> each = new ArrayList<>();
        for (double median : centre) {
            each.add(new Prior.LogNormal(median, WEAK_DEVIATION));
        }
        return new Priors(problem.parameterNames(), each);
    }

    /**
     * The same with another prior for one parameter.
     *
     * @throws IllegalArgumentException if there is no parameter of that name
     */
    public Priors with(String name, Prior prior) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("name must be one of %s, was %s".formatted(names, name));
        }
        List<Prior> changed = new ArrayList<>(each);
        changed.set(at, prior);
        return new Priors(names, changed);
    }

    /** Sum of the log densities at log parameters. */
    double logDensity(double[] point) {
        double sum = 0;
        for (int i = 0; i < point.length; i++) {
            sum += each.get(i).logDensity(point[i]);
        }
        return sum;
    }
}
