// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import io.perennial.model.fit.TrustRegion.Climb;
import io.perennial.model.fit.TrustRegion.End;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/**
 * Intervals of single parameters from the likelihood itself: all values of the parameter for which, the others at their best, the log-likelihood is less than z^2 / 2 below
 * its maximum, z being the normal quantile of the level.
 *
 * <p>Unlike an estimate plus or minus multiples of its standard error they are lopsided where the likelihood is, stay within the parameter's range, and do not depend on the scale
 * the parameter is written in. Where data are many the two agree.
 *
 * <p>Source: Venzon and Moolgavkar, A Method for Computing Profile-Likelihood-Based Confidence Intervals, Applied Statistics 37 (1988), for the definition; ends are found here
 * by a bracketed search along the profile.
 */
public final class ProfileLikelihood {
    /** Log parameters beyond this distance from the estimate (a factor of 160,000) have no end worth naming. */
    private static final double FURTHEST = 12;

    /** Precision of an end in standard deviations of the normal scale: the square root of twice the drop is z to this. */
    private static final double PRECISION = 1e-6;

    private ProfileLikelihood() {}

    /**
     * An interval of one parameter.
     *
     * @param name of the parameter
     * @param estimate where the likelihood is highest
     * @param low lower end; 0 where the likelihood does not fall far enough as the parameter vanishes
     * @param high upper end; infinite where it does not fall far enough as the parameter grows
     */
    public record Interval(String name, double estimate, double low, double high) {}

    /**
     * Profile intervals of all parameters, in their order.
     *
     * @param problem the problem the fit came from
     * @param fit its maximum; a fit with a diagnosis {@code no-maximum} or {@code not-converged} gives ends relative to where its search ended
     * @param level of confidence in (0, 1), such as 0.95
     */
    public static List<Interval> intervals(LikelihoodProblem<?> problem, Fit<?> fit, double level) {
        // negated comparison also rejects NaN
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), was " + level);
        }
        double z = Math.sqrt(2) * Erf.erfInv(level);
        return IntStream.range(0, fit.estimates().length)
                .parallel()
                .mapToObj(parameter -> {
                    Search search = new Search(problem, fit, parameter, z);
                    double low = search.end(-1);
                    double high = search.end(1);
                    return new Interval(problem.parameterNames().get(parameter), fit.estimates()[parameter], low, high);
                })
                .toList();
    }

    /** The search for both ends of one parameter. */
    private static final class Search {
        private final LikelihoodProblem<?> problem;
        private final int parameter;
        private final double z;
        private final double[] maximum;
        private final double highest;
        private final double firstStep;
        private double[] others;

        Search(LikelihoodProblem<?> problem, Fit<?> fit, int parameter, double z) {
            this.problem = problem;
            this.parameter = parameter;
            this.z = z;
            this.maximum = Arrays.stream(fit.estimates()).map(Math::log).toArray();
            this.highest = problem.objective().evaluate(maximum, new double[maximum.length]);
            double relative = fit.standardErrors()[parameter] / fit.estimates()[parameter];
            // negated comparison also catches NaN
            this.firstStep = !(relative < 1) ? z : z * relative;
            this.others = FixedParameter.free(maximum, parameter);
        }

        /** Square root of twice the drop of the profile at a distance from the estimate, less z: rises through 0 at the end, and nearly in a straight line. */
        private double beyond(double distance) {
            FixedParameter objective =
                    new FixedParameter(problem.objective(), parameter, maximum[parameter] + distance);
            Climb climb = TrustRegion.climb(objective, problem.customers(), others, FitOptions.defaults());
            if (climb.end() == End.OUTSIDE) {
                return Double.POSITIVE_INFINITY;
            }
            others = climb.point();
            return Math.sqrt(2 * Math.max(0, highest - climb.value())) - z;
        }

        /** The end on one side, as a parameter value. */
        double end(int side) {
            others = FixedParameter.free(maximum, parameter);
            double inside = 0;
            double atInside = -z;
            double outside = firstStep;
            double atOutside = beyond(side * outside);
            while (atOutside < 0) {
                if (outside >= FURTHEST) {
                    return side < 0 ? 0 : Double.POSITIVE_INFINITY;
                }
                inside = outside;
                atInside = atOutside;
                outside = Math.min(FURTHEST, 1.6 * outside);
                atOutside = beyond(side * outside);
            }
            // regula falsi with Illinois' halving of an end that stays
            int stayed = 0;
            double middle = outside;
            for (int i = 0; i < 100 && outside - inside > 1e-12; i++) {
                boolean steep = Double.isInfinite(atOutside);
                middle = steep
                        ? (inside + outside) / 2
                        : inside + (outside - inside) * -atInside / (atOutside - atInside);
                double value = beyond(side * middle);
                if (Math.abs(value) <= PRECISION) {
                    break;
                }
                if (value < 0) {
                    inside = middle;
                    atInside = value;
                    atOutside = stayed < 0 ? atOutside / 2 : atOutside;
                    stayed = -1;
                } else {
                    outside = middle;
                    atOutside = value;
                    atInside = stayed > 0 ? atInside / 2 : atInside;
                    stayed = 1;
                }
            }
            return Math.exp(maximum[parameter] + side * middle);
        }
    }
}
