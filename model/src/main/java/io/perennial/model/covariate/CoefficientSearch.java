// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Finds parameters and coefficients together, from the fit without covariates on, and turns what was found for standardised covariates into what holds for covariates as
 * given.
 */
final class CoefficientSearch {
    /** Diagnoses of the fit without covariates that the search decides anew. */
    private static final List<String> DECIDED_ANEW = List.of("no-maximum", "not-converged", "weakly-identified");

    /** Where covariates are far from 0 next to how they differ, nobody is near a customer whose covariates are all 0, and such parameters end here. */
    private static final double FURTHEST = 100;

    private final Restricted objective;
    private final Coefficients coefficients;
    private final Shifts shifts;
    private final CovariateOptions options;

    CoefficientSearch(Objective likelihood, Coefficients coefficients, Shifts shifts, CovariateOptions options) {
        this.objective = new Restricted(likelihood, coefficients, options.purchasePenalty(), options.dropoutPenalty());
        this.coefficients = coefficients;
        this.shifts = shifts;
        this.options = options;
    }

    /**
     * What was found.
     *
     * @param fit parameters of a customer whose covariates are all 0 (within a factor of exp({@value #FURTHEST}) of 1), then free coefficients per unit of their covariates; the log-likelihood is without the penalty
     * @param centre parameters of a customer with mean covariates
     * @param perUnit the free coefficients
     * @param centredCovariance of these two together
     * @param penalty what was subtracted from it in the search
     * @param effectiveParameters trace of (information with penalty)^-1 (information without)
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Found(
            Fit<double[]> fit,
            double[] centre,
            double[] perUnit,
            double[][] centredCovariance,
            double penalty,
            double effectiveParameters) {
        /** The same around a model, with these diagnoses before its own. */
        <M> CovariateFit<M> around(M model, Fit<?> plain, List<Diagnosis> notes) {
            List<Diagnosis> diagnoses = new ArrayList<>(notes);
            diagnoses.addAll(fit.diagnoses());
            Fit<M> whole = new Fit<>(
                    model,
                    fit.parameterNames(),
                    fit.estimates(),
                    fit.standardErrors(),
                    fit.covariance(),
                    fit.logLikelihood(),
                    fit.customers(),
                    fit.rows(),
                    fit.converged(),
                    fit.iterations(),
                    fit.evaluations(),
                    fit.gradientNorm(),
                    List.copyOf(diagnoses));
            return new CovariateFit<>(whole, centredCovariance, plain.logLikelihood(), penalty, effectiveParameters);
        }
    }

    /**
     * The best coefficients.
     *
     * @param plain the fit of the same data without covariates
     * @param sides what is special about a covariate without a finite coefficient, as a clause, or nothing
     */
    Found find(Fit<?> plain, UnaryOperator<String> sides) {
        int base = shifts.size();
        double[] start = Arrays.copyOf(plain.estimates(), base + coefficients.free());
        Arrays.fill(start, base, start.length, 1);
        List<String> names = new ArrayList<>(plain.parameterNames());
        names.addAll(coefficients.names());
        Fit<double[]> found = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        objective,
                        names,
                        List.of(start),
                        plain.customers(),
                        plain.rows(),
                        List.of(),
                        estimates -> estimates),
                options.search());
        double[] point = Arrays.stream(found.estimates()).map(Math::log).toArray();
        double[][] covariance = logCovariance(found);
        Fit<double[]> whole =
                natural(found, point, covariance, objective.penalty(point), diagnoses(plain, found, sides));
        return new Found(
                whole,
                Arrays.copyOf(found.estimates(), base),
                Arrays.copyOfRange(whole.estimates(), base, start.length),
                centred(found, covariance),
                objective.penalty(point),
                effective(found, point, covariance));
    }

    private static double[][] logCovariance(Fit<double[]> fit) {
        int n = fit.estimates().length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = fit.covariance()[i][j] / (fit.estimates()[i] * fit.estimates()[j]);
            }
        }
        return covariance;
    }

    private double[][] centred(Fit<double[]> found, double[][] logCovariance) {
        int n = logCovariance.length;
        int base = shifts.size();
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = i < base ? found.estimates()[i] : 1 / coefficients.unit(i - base);
        }
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = scale[i] * logCovariance[i][j] * scale[j];
            }
        }
        return covariance;
    }

    private double effective(Fit<double[]> fit, double[] point, double[][] covariance) {
        int n = point.length;
        boolean held = objective.penalty(point) > 0 || !fit.diagnoses().isEmpty();
        if (!held) {
            return n;
        }
        double[][] hessian = new double[n][n];
        objective.unpenalised().evaluate(point, new double[n], hessian);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                trace -= covariance[i][j] * hessian[j][i];
            }
        }
        return trace >= 0 && trace <= n ? trace : n;
    }

    /** The derivatives of the results (logarithms of parameters, coefficients per unit) by the arguments of the search. */
    private double[][] jacobian() {
        int base = shifts.size();
        int n = base + coefficients.free();
        double[][] jacobian = new double[n][n];
        for (int a = 0; a < base; a++) {
            jacobian[a][a] = 1;
            for (int j = 0; j < coefficients.size(); j++) {
                int free = coefficients.free(j);
                int sign = j < coefficients.purchases() ? shifts.purchase()[a] : shifts.dropout()[a];
                jacobian[a][base + free] -= sign * coefficients.mean(j) / coefficients.unit(free);
            }
        }
        for (int free = 0; free < coefficients.free(); free++) {
            jacobian[base + free][base + free] = 1 / coefficients.unit(free);
        }
        return jacobian;
    }

    private Fit<double[]> natural(
            Fit<double[]> found, double[] point, double[][] logCovariance, double penalty, List<Diagnosis> diagnoses) {
        int n = point.length;
        int base = shifts.size();
        double[][] jacobian = jacobian();
        double[] estimates = new double[n];
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                estimates[i] += jacobian[i][j] == 0 ? 0 : jacobian[i][j] * point[j];
            }
            estimates[i] = i < base ? Math.exp(Math.max(-FURTHEST, Math.min(FURTHEST, estimates[i]))) : estimates[i];
            scale[i] = i < base ? estimates[i] : 1;
        }
        double[][] covariance = product(product(jacobian, logCovariance), transposed(jacobian));
        double[] errors = new double[n];
        boolean coefficientsRan = !running(found).isEmpty();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] *= scale[i] * scale[j];
            }
            // parameters run away along with a coefficient only because covariates are centred
            boolean ran = Double.isNaN(found.standardErrors()[i]) && (i >= base || !coefficientsRan);
            errors[i] = ran ? Double.NaN : Math.sqrt(covariance[i][i]);
        }
        return new Fit<>(
                estimates,
                found.parameterNames(),
                estimates,
                errors,
                covariance,
                found.logLikelihood() + penalty,
                found.customers(),
                found.rows(),
                found.converged(),
                found.iterations(),
                found.evaluations(),
                found.gradientNorm(),
                diagnoses);
    }

    private static double[][] product(double[][] a, double[][] b) {
        int n = a.length;
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n && a[i][k] != 0; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                transposed[i][j] = a[j][i];
            }
        }
        return transposed;
    }

    /** Free coefficients that were still moving where the likelihood had stopped growing. */
    private List<Integer> running(Fit<double[]> found) {
        List<Integer> running = new ArrayList<>();
        for (int free = 0; free < coefficients.free(); free++) {
            if (Double.isNaN(found.standardErrors()[shifts.size() + free])) {
                running.add(free);
            }
        }
        return running;
    }

    private List<Diagnosis> diagnoses(Fit<?> plain, Fit<double[]> found, UnaryOperator<String> sides) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (Diagnosis each : plain.diagnoses()) {
            if (!DECIDED_ANEW.contains(each.code())) {
                diagnoses.add(each);
            }
        }
        List<Integer> running = running(found);
        for (Diagnosis each : found.diagnoses()) {
            if (!each.code().equals("no-maximum") || running.isEmpty()) {
                diagnoses.add(each);
            }
        }
        for (int free : running) {
            String name = found.parameterNames().get(shifts.size() + free);
            double held = Math.log(found.estimates()[shifts.size() + free]) / coefficients.unit(free);
            diagnoses.add(new Diagnosis(
                    "separated-covariate",
                    String.format(
                            Locale.ROOT,
                            "No finite coefficient of %s is the most likely%s; a weak prior holds it at %.2f.",
                            name,
                            sides.apply(name),
                            held)));
        }
        return List.copyOf(diagnoses);
    }
}
