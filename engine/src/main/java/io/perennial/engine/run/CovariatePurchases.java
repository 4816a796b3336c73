// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.model.DiscountRate;
import io.perennial.model.covariate.CovariateFamily;
import io.perennial.model.covariate.CovariateFit;
import io.perennial.model.covariate.CovariateFitter;
import io.perennial.model.covariate.CovariateModel;
import io.perennial.model.covariate.CovariateOptions;
import io.perennial.model.design.Attributes;
import io.perennial.model.design.Contrasts;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.survival.ChiSquare;
import io.perennial.model.value.ParametricForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A purchase model whose parameters differ by what is known of customers. */
final class CovariatePurchases<M extends PurchaseModel> implements FittedPurchases {
    /** A coefficient moves by this part of its standard error for a central difference. */
    private static final double STEP = 1e-2;

    private static final List<String> ABLE = List.of("bg-nbd", "mbg-nbd", "pareto-nbd", "ggompertz-nbd");

    private final GroupedHistories grouped;
    private final Covariates purchase;
    private final Covariates dropout;
    private final CovariateFit<CovariateModel<M>> found;
    private final Fit<M> fit;

    private CovariatePurchases(
            CovariateFamily<M> family,
            GroupedHistories grouped,
            Covariates purchase,
            Covariates dropout,
            CovariateOptions options) {
        this.grouped = grouped;
        this.purchase = purchase;
        this.dropout = dropout;
        this.found = CovariateFitter.fit(family, grouped.histories(), purchase, dropout, options);
        this.fit = centred();
    }

    /**
     * Fits it.
     *
     * @param grouped customers by history
     * @param attributes one row per customer
     * @param request which attributes move what
     */
    static FittedPurchases fit(
            PurchaseFamily family, GroupedHistories grouped, Attributes attributes, CovariateRequest request) {
        return fit(family, grouped, attributes, request, CovariateOptions.defaults());
    }

    /**
     * The same with other options.
     *
     * @throws ClvException if coefficients that shall be equal are not among those of the fit
     */
    static CovariatePurchases<?> fit(
            PurchaseFamily family,
            GroupedHistories grouped,
            Attributes attributes,
            CovariateRequest request,
            CovariateOptions options) {
        Covariates purchase = encoded(attributes, request.purchase());
        Covariates dropout = encoded(attributes, request.dropout());
        GroupedHistories finer = grouped.split((i, j) -> {
            int order = purchase.compare(i, j);
            return order != 0 ? order : dropout.compare(i, j);
        });
        int[] customer = new int[finer.histories().size()];
        for (int i = 0; i < finer.row().length; i++) {
            customer[finer.row()[i]] = i;
        }
        Covariates buying = purchase.select(customer);
        Covariates leaving = dropout.select(customer);
        refuseUnknown(options, buying, leaving);
        return switch (family.id()) {
            case "bg-nbd" -> new CovariatePurchases<>(CovariateFamily.bgNbd(), finer, buying, leaving, options);
            case "mbg-nbd" -> new CovariatePurchases<>(CovariateFamily.mbgNbd(), finer, buying, leaving, options);
            case "ggompertz-nbd" ->
                new CovariatePurchases<>(CovariateFamily.gammaGompertzNbd(), finer, buying, leaving, options);
            default -> new CovariatePurchases<>(CovariateFamily.paretoNbd(), finer, buying, leaving, options);
        };
    }

    private static void refuseUnknown(CovariateOptions options, Covariates purchase, Covariates dropout) {
        List<String> names = Stream.concat(
                        purchase.names().stream().map(name -> "purchase." + name),
                        dropout.names().stream().map(name -> "dropout." + name))
                .toList();
        options.equal().stream()
                .flatMap(List::stream)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ClvException.user(
                            "coefficient-unknown",
                            "--equal-covariates must name coefficients of the fit, was " + name,
                            "It has " + String.join(", ", names) + ".");
                });
    }

    /** Likelihood-ratio test against the same model without covariates; null where a penalty leaves it without a distribution. */
    @Nullable
    ChiSquare againstNoEffect() {
        return found.penalty() == 0 ? found.againstNoEffect() : null;
    }

    /** Akaike's criterion, which counts what a penalty leaves of the parameters. */
    double aic() {
        return found.aic();
    }

    /** What regularisation subtracted from the log-likelihood in the search. */
    double penalty() {
        return found.penalty();
    }

    /**
     * The families that take covariates.
     *
     * @throws ClvException if none of these does
     */
    static List<PurchaseFamily> able(List<PurchaseFamily> families) {
        List<PurchaseFamily> able =
                families.stream().filter(family -> ABLE.contains(family.id())).toList();
        if (able.isEmpty()) {
            throw ClvException.user(
                    "covariates-unsupported",
                    "--covariates needs a model of %s, was %s"
                            .formatted(String.join(", ", ABLE), families.get(0).id()),
                    "Name one of them, or leave --model out to let a backtest choose among them.");
        }
        return able;
    }

    private static Covariates encoded(Attributes attributes, List<String> names) {
        Attributes chosen = attributes.select(names.toArray(new String[0]));
        return Contrasts.of(chosen).encode(chosen);
    }

    /** The fit around the model of a customer with mean covariates, with the test against no effect as a diagnosis. */
    private Fit<M> centred() {
        Fit<CovariateModel<M>> of = found.fit();
        List<Diagnosis> diagnoses = new ArrayList<>(of.diagnoses());
        ChiSquare test = againstNoEffect();
        if (test != null && test.pValue() > 0.05) {
            diagnoses.add(new Diagnosis(
                    "covariates-without-effect",
                    String.format(
                            Locale.ROOT,
                            "The covariates may have no effect at all: the likelihood-ratio statistic is %.2f with %d degrees of freedom (p = %.2f).",
                            test.statistic(),
                            test.degreesOfFreedom(),
                            test.pValue())));
        }
        return new Fit<>(
                of.model().centre(),
                of.parameterNames(),
                of.estimates(),
                of.standardErrors(),
                of.covariance(),
                of.logLikelihood(),
                of.customers(),
                of.rows(),
                of.converged(),
                of.iterations(),
                of.evaluations(),
                of.gradientNorm(),
                List.copyOf(diagnoses));
    }

    @Override
    public GroupedHistories grouped() {
        return grouped;
    }

    @Override
    public Fit<? extends PurchaseModel> fit() {
        return fit;
    }

    @Override
    public PurchaseModel model(int row) {
        return found.fit().model().customer(purchase.row(row), dropout.row(row));
    }

    @Override
    public PurchaseForecast forecast(double horizon, DiscountRate rate) {
        return found.fit().model().forecast(grouped.histories(), purchase, dropout, horizon, rate);
    }

    @Override
    public ParametricForecast parametric(double horizon, DiscountRate rate) {
        CovariateModel<M> model = found.fit().model();
        double[] estimates = found.fit().estimates().clone();
        double[] centre = model.centre().parameters();
        System.arraycopy(centre, 0, estimates, 0, centre.length);
        double[][] covariance = found.centredCovariance();
        double[] steps = new double[estimates.length];
        for (int j = 0; j < steps.length; j++) {
            double error = Math.sqrt(covariance[j][j]);
            steps[j] = j < centre.length ? 1e-4 * centre[j] : error > 0 ? STEP * error : 1e-6;
        }
        return new ParametricForecast(
                estimates,
                steps,
                covariance,
                grouped.histories().size(),
                (parameters, rows) -> model.withCentred(fit.parameterNames(), parameters)
                        .forecast(
                                grouped.histories().select(rows),
                                purchase.select(rows),
                                dropout.select(rows),
                                horizon,
                                rate));
    }
}
