// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import io.perennial.model.design.Covariates;
import io.perennial.model.design.Design;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fits the {@link CoxModel} by its partial likelihood. */
public final class CoxFitter {
    /** Fewer events than this for each covariate leave its coefficient to chance (Peduzzi and others, 1995). */
    private static final int EVENTS_PER_COVARIATE = 10;

    private final Covariates covariates;
    private final SurvivalTimes times;
    private final Design design;
    private final PartialLikelihood likelihood;
    private final FitOptions options;
    private final CoxTests tests;

    private CoxFitter(SurvivalTimes times, Covariates covariates, Ties ties, FitOptions options) {
        this.times = times;
        this.covariates = covariates;
        this.options = options;
        this.design = Design.of(covariates, atRisk(times));
        this.likelihood = new PartialLikelihood(times, design.columns(), ties);
        this.tests = new CoxTests(likelihood);
    }

    /**
     * The most likely coefficients, found by Newton's method within a trust region.
     *
     * <p>Data that do not identify them end in the diagnoses of {@link CoxFit#fit}: {@code nobody-observed}, {@code nobody-left}, {@code too-few-events},
     * {@code constant-covariate}, {@code collinear-covariate} (left out, coefficient 0), {@code separated-covariate} (nobody leaves on one side of it: the
     * coefficient has no finite maximum and is held by a normal prior with standard deviation {@link MaximumLikelihood#PRIOR_DEVIATION} per standard deviation
     * of the covariate) or {@code not-converged}.
     *
     * @throws IllegalArgumentException if covariates and times differ in rows
     */
    public static CoxFit fit(SurvivalTimes times, Covariates covariates, Ties ties, FitOptions options) {
        if (!covariates.fits(times.size())) {
            throw new IllegalArgumentException("covariates must have one row per customer, had %d for %d"
                    .formatted(covariates.rows(), times.size()));
        }
        return new CoxFitter(times, covariates, ties, options).fit();
    }

    /** Weights, 0 for those never at risk. */
    private static double[] atRisk(SurvivalTimes times) {
        double[] weight = new double[times.size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = times.observed(i) ? times.weight(i) : 0;
        }
        return weight;
    }

    /** The log-likelihood in the coefficients of standardised covariates, which are the logarithms of hazard ratios. */
    private record LogHazardRatios(PartialLikelihood likelihood) implements Objective {
        @Override
        public int dimension() {
            return likelihood.dimension();
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            return evaluate(point, gradient, new double[point.length][point.length]);
        }

        @Override
        public double evaluate(double[] point, double[] gradient, double[][] hessian) {
            CoxTests.Total total = CoxTests.total(likelihood, point);
            for (int j = 0; j < point.length; j++) {
                gradient[j] = total.slope()[j];
                for (int i = 0; i < point.length; i++) {
                    hessian[j][i] = -total.information()[j][i];
                }
            }
            return total.value();
        }
    }

    private CoxFit fit() {
        int n = design.size();
        CoxTests.Total none = CoxTests.total(likelihood, new double[n]);
        List<Diagnosis> diagnoses = diagnoses(none.events());
        if (n == 0) {
            return finish(unfitted(none.value()), diagnoses, none);
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        List<String> names = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            names.add(design.name(k));
        }
        Fit<double[]> fit = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        new LogHazardRatios(likelihood),
                        names,
                        List.of(ones),
                        Math.max(1, times.customers()),
                        times.size(),
                        List.of(),
                        ratios -> ratios),
                options);
        for (Diagnosis diagnosis : fit.diagnoses()) {
            diagnoses.add(diagnosis.code().equals("no-maximum") ? separated(fit) : diagnosis);
        }
        return finish(fit, diagnoses, none);
    }

    private List<Diagnosis> diagnoses(double events) {
        List<Diagnosis> found = new ArrayList<>(design.diagnoses());
        if (times.customers() == 0) {
            found.add(
                    new Diagnosis("nobody-observed", "Nobody was observed for any time, so nothing can be compared."));
        } else if (events == 0) {
            found.add(new Diagnosis("nobody-left", "Nobody left, so nothing is known of what leaving depends on."));
        } else if (events < EVENTS_PER_COVARIATE * (double) design.size()) {
            found.add(new Diagnosis(
                    "too-few-events",
                    String.format(
                            Locale.ROOT,
                            "Only %.0f customers left; %d covariates need at least %d.",
                            events,
                            design.size(),
                            EVENTS_PER_COVARIATE * design.size())));
        }
        return found;
    }

    private static Fit<double[]> unfitted(double value) {
        return new Fit<>(
                new double[0],
                List.of(),
                new double[0],
                new double[0],
                new double[0][0],
                value,
                0,
                0,
                true,
                0,
                1,
                0,
                List.of());
    }

    /** Names the covariates whose coefficients were still running away. */
    private static Diagnosis separated(Fit<double[]> fit) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < fit.estimates().length; k++) {
            if (!Double.isFinite(fit.standardErrors()[k])) {
                names.add(fit.parameterNames().get(k));
            }
        }
        return new Diagnosis(
                "separated-covariate",
                "%s: those on one side leave before all others or not at all, so that no finite coefficient is the most likely; a weak prior holds it."
                        .formatted(String.join(", ", names.isEmpty() ? fit.parameterNames() : names)));
    }

    private CoxFit finish(Fit<double[]> fit, List<Diagnosis> diagnoses, CoxTests.Total none) {
        int n = design.size();
        double[] standardised = new double[n];
        double[] estimates = new double[n];
        double[] errors = new double[n];
        double[][] covariance = new double[n][n];
        for (int k = 0; k < n; k++) {
            standardised[k] = Math.log(fit.estimates()[k]);
            estimates[k] = standardised[k] / design.deviation(k);
            for (int i = 0; i < n; i++) {
                covariance[k][i] = fit.covariance()[k][i]
                        / (fit.estimates()[k] * fit.estimates()[i])
                        / (design.deviation(k) * design.deviation(i));
            }
            errors[k] = Math.sqrt(covariance[k][k]);
        }
        Fit<CoxModel> whole = new Fit<>(
                model(standardised, estimates),
                fit.parameterNames(),
                estimates,
                errors,
                covariance,
                fit.logLikelihood(),
                times.customers(),
                times.size(),
                fit.converged(),
                fit.iterations(),
                fit.evaluations(),
                fit.gradientNorm(),
                List.copyOf(diagnoses));
        CoxTests.Total there = CoxTests.total(likelihood, standardised);
        double gain = Math.max(0, 2 * (fit.logLikelihood() - none.value()));
        ChiSquare score = Symmetric.test(none.slope(), none.information());
        return new CoxFit(
                whole,
                none.events(),
                none.value(),
                ChiSquare.of(gain, score.degreesOfFreedom()),
                ChiSquare.of(CoxTests.form(there.information(), standardised), score.degreesOfFreedom()),
                score,
                tests.proportionality(whole, standardised, design, KaplanMeier.of(times)));
    }

    private CoxModel model(double[] standardised, double[] estimates) {
        double[] coefficients = new double[covariates.size()];
        double[] mean = new double[covariates.size()];
        int[] places = new int[design.size()];
        for (int k = 0; k < places.length; k++) {
            places[k] = design.original(k);
            coefficients[places[k]] = estimates[k];
            mean[places[k]] = design.mean(k);
        }
        double last = 0;
        for (int i = 0; i < times.size(); i++) {
            last = times.observed(i) ? Math.max(last, times.exit(i)) : last;
        }
        return new CoxModel(covariates.names(), coefficients, mean, tests.baseline(standardised, design, places, last));
    }
}
