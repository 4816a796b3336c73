// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import io.perennial.model.fit.TrustRegion.Climb;
import io.perennial.model.fit.TrustRegion.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposer;
import org.hipparchus.linear.RealMatrix;

/**
 * Maximum likelihood of positive parameters in their logarithms: climbs from several starts, turns the curvature at the maximum into standard errors,
 * and always returns a model that can predict.
 *
 * <p>Where the likelihood has no maximum, because a parameter runs to zero or infinity, a very weak log-normal prior is added: each log parameter gets a
 * normal prior around the first start with standard deviation {@value #PRIOR_DEVIATION} (a factor of twenty either way). The fit then carries the
 * diagnosis {@code no-maximum}. Where the likelihood has no bound either, as when all amounts are equal, the same prior is counted once for every customer.
 * No prior is ever used when a maximum exists.
 */
public final class MaximumLikelihood {
    /** Standard deviation of the fallback prior on each log parameter. */
    public static final double PRIOR_DEVIATION = 3;

    /** Above this many rows the way to the maximum is found on samples. */
    private static final int MANY_ROWS = 40_000;

    private static final int FEWEST_SAMPLED = 5_000;

    /** Each sample costs an eighth of the next, and its maximum is near enough for two or three Newton steps there. */
    private static final int SAMPLE_GROWTH = 8;

    /** A sample's maximum need not be sharper than its sampling error. */
    private static final double SAMPLE_TOLERANCE = 1e-3;

    /** A log parameter that still moves this far where the likelihood has stopped growing is not identified. */
    private static final double DRIFT = 0.1;

    private MaximumLikelihood() {}

    /** The best fit of a model to its data; never throws on data that do not identify the parameters, but says so in {@link Fit#diagnoses()}. */
    public static <M> Fit<M> fit(LikelihoodProblem<M> problem, FitOptions options) {
        return fit(problem, logarithms(problem.starts().get(0)), options);
    }

    /** @param centre of the fallback prior */
    private static <M> Fit<M> fit(LikelihoodProblem<M> problem, double[] centre, FitOptions options) {
        List<double[]> starts =
                problem.starts().stream().map(MaximumLikelihood::logarithms).toList();
        List<Climb> climbs = climbs(problem.objective(), problem.customers(), starts, options);
        Climb best = best(climbs);
        int evaluations = evaluations(climbs);
        List<Diagnosis> diagnoses = new ArrayList<>(problem.diagnoses());
        if (best.end() == End.MAXIMUM) {
            return assemble(problem, best, best.value(), new double[starts.get(0).length], evaluations, diagnoses);
        }
        diagnoses.add(noMaximum(problem.parameterNames(), best));
        List<double[]> again = new ArrayList<>(starts);
        if (best.end() != End.OUTSIDE) {
            again.add(best.point());
        }
        Penalised penalised = new Penalised(problem.objective(), centre, 1);
        List<Climb> held = new ArrayList<>(climbs(penalised, problem.customers(), again, options));
        Climb fallback = best(held);
        if (fallback.end() != End.MAXIMUM) {
            // a likelihood without bound overruns a prior that weighs less than one customer; one for each customer
            // holds
            penalised = new Penalised(problem.objective(), centre, Math.max(1, problem.customers()));
            List<Climb> firmly = climbs(penalised, problem.customers(), starts, options);
            held.addAll(firmly);
            fallback = best(firmly);
        }
        if (fallback.end() != End.MAXIMUM) {
            diagnoses.add(new Diagnosis(
                    "not-converged",
                    "The search for parameters ended (%s) before the gradient vanished; the values are the best seen."
                            .formatted(fallback.end().name().toLowerCase(Locale.ROOT))));
        }
        double value = fallback.end() == End.OUTSIDE ? fallback.value() : penalised.likelihood(fallback);
        return assemble(problem, fallback, value, best.lastStep(), evaluations + evaluations(held), diagnoses);
    }

    /**
     * The best fit as by {@link #fit(LikelihoodProblem, FitOptions)}, which on many rows takes only its last steps on all of them: the way there is found on a small sample,
     * refined on larger ones. Where a sample has no maximum, the search goes on from the point where the fallback prior held it, and from nowhere else.
     *
     * @param sampled the same problem on at most so many rows
     */
    public static <M> Fit<M> fit(
            LikelihoodProblem<M> problem, IntFunction<LikelihoodProblem<M>> sampled, FitOptions options) {
        UnaryOperator<LikelihoodProblem<M>> beginning = UnaryOperator.identity();
        double[] centre = logarithms(problem.starts().get(0));
        if (problem.rows() > MANY_ROWS) {
            FitOptions roughly = options.withTolerance(Math.max(SAMPLE_TOLERANCE, options.tolerance()));
            for (int rows = smallestSample(problem.rows());
                    rows <= problem.rows() / SAMPLE_GROWTH;
                    rows *= SAMPLE_GROWTH) {
                Fit<M> rough = fit(beginning.apply(sampled.apply(rows)), centre, roughly);
                double[] found = rough.estimates();
                if (rough.converged()) {
                    boolean maximum = rough.diagnoses().isEmpty();
                    beginning = next -> maximum ? next.startingFrom(found) : next.onlyFrom(found);
                }
            }
        }
        return fit(beginning.apply(problem), centre, options);
    }

    private static double[] logarithms(double[] positive) {
        return Arrays.stream(positive).map(Math::log).toArray();
    }

    /** All rows divided by the growth until no sample would be smaller than the fewest. */
    private static int smallestSample(int rows) {
        int sample = rows / SAMPLE_GROWTH;
        while (sample / SAMPLE_GROWTH >= FEWEST_SAMPLED) {
            sample /= SAMPLE_GROWTH;
        }
        return sample;
    }

    /** Climbs until one start reaches a maximum, and then as many more as the options ask for. */
    private static List<Climb> climbs(
            Objective objective, double customers, List<double[]> starts, FitOptions options) {
        List<Climb> climbs = new ArrayList<>();
        int left = options.extraStarts();
        for (double[] start : starts) {
            boolean found = climbs.stream().anyMatch(climb -> climb.end() == End.MAXIMUM);
            if (found && left-- <= 0) {
                break;
            }
            climbs.add(TrustRegion.climb(objective, customers, start, options));
        }
        return climbs;
    }

    /** The highest climb, where a true maximum comes before any other end that is not clearly higher. */
    private static Climb best(List<Climb> climbs) {
        return climbs.stream()
                .max(Comparator.comparing((Climb climb) -> climb.end() != End.OUTSIDE)
                        .thenComparing(climb -> climb.end() == End.MAXIMUM)
                        .thenComparing(Climb::value))
                .orElseThrow(() -> new IllegalArgumentException("starts must hold at least one point, was empty"));
    }

    private static int evaluations(List<Climb> climbs) {
        return climbs.stream().mapToInt(Climb::evaluations).sum();
    }

    private static Diagnosis noMaximum(List<String> names, Climb climb) {
        int worst = 0;
        for (int i = 1; i < names.size(); i++) {
            if (Math.abs(climb.lastStep()[i]) > Math.abs(climb.lastStep()[worst])) {
                worst = i;
            }
        }
        String where = climb.lastStep()[worst] > 0 ? "grows without bound" : "goes to zero";
        return new Diagnosis(
                "no-maximum",
                "These data do not identify %s: the likelihood keeps rising while it %s; a weak prior holds the parameters at plausible values."
                        .formatted(names.get(worst), where));
    }

    private static <M> Fit<M> assemble(
            LikelihoodProblem<M> problem,
            Climb climb,
            double logLikelihood,
            double[] drift,
            int evaluations,
            List<Diagnosis> diagnoses) {
        int n = climb.point().length;
        double[][] logCovariance = covariance(climb.hessian());
        double[] estimates = Arrays.stream(climb.point()).map(Math::exp).toArray();
        double[] errors = new double[n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = estimates[i] * logCovariance[i][j] * estimates[j];
            }
            // a parameter that was still running away when the likelihood stopped growing is held by the prior alone
            errors[i] = Math.abs(drift[i]) < DRIFT ? Math.sqrt(covariance[i][i]) : Double.NaN;
        }
        double slope = Arrays.stream(climb.gradient()).map(Math::abs).max().orElse(0) / problem.customers();
        return new Fit<>(
                problem.model().apply(estimates),
                problem.parameterNames(),
                estimates,
                errors,
                covariance,
                logLikelihood,
                problem.customers(),
                problem.rows(),
                climb.end() == End.MAXIMUM,
                climb.iterations(),
                evaluations,
                slope,
                List.copyOf(diagnoses));
    }

    /** Inverse of the observed information; all NaN where the Hessian is not negative definite. */
    private static double[][] covariance(double[][] hessian) {
        RealMatrix information = new Array2DRowRealMatrix(hessian).scalarMultiply(-1);
        try {
            return new CholeskyDecomposer(1e-12, 0)
                    .decompose(information)
                    .getInverse()
                    .getData();
        } catch (MathRuntimeException notPositiveDefinite) {
            double[][] unknown = new double[hessian.length][hessian.length];
            for (double[] row : unknown) {
                Arrays.fill(row, Double.NaN);
            }
            return unknown;
        }
    }

    /** An objective with the fallback prior added. */
    private static final class Penalised implements Objective {
        private final Objective objective;
        private final double[] centre;
        private final double precision;

        Penalised(Objective objective, double[] centre, double priors) {
            this.objective = objective;
            this.centre = centre;
            this.precision = priors / (PRIOR_DEVIATION * PRIOR_DEVIATION);
        }

        double likelihood(Climb climb) {
            return climb.value() - logPrior(climb.point());
        }

        private double logPrior(double[] point) {
            double sum = 0;
            for (int i = 0; i < point.length; i++) {
                double distance = point[i] - centre[i];
                sum -= precision * distance * distance / 2;
            }
            return sum;
        }

        @Override
        public int dimension() {
            return objective.dimension();
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            double value = objective.evaluate(point, gradient);
            for (int i = 0; i < point.length; i++) {
                gradient[i] -= precision * (point[i] - centre[i]);
            }
            return value + logPrior(point);
        }

        @Override
        public double evaluate(double[] point, double[] gradient, double[][] hessian) {
            double value = objective.evaluate(point, gradient, hessian);
            for (int i = 0; i < point.length; i++) {
                gradient[i] -= precision * (point[i] - centre[i]);
                hessian[i][i] -= precision;
            }
            return value + logPrior(point);
        }
    }
}
