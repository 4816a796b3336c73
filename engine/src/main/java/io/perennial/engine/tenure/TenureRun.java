// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import io.perennial.engine.ClvException;
import io.perennial.engine.tenure.TenureResult.Group;
import io.perennial.engine.tenure.TenureResult.Lifetime;
import io.perennial.engine.tenure.TenureResult.Parameter;
import io.perennial.engine.tenure.TenureResult.Point;
import io.perennial.model.contract.BetaDiscreteWeibullFitter;
import io.perennial.model.contract.CohortFits;
import io.perennial.model.contract.LifeTable;
import io.perennial.model.contract.RenewalHistories;
import io.perennial.model.contract.RenewalModel;
import io.perennial.model.contract.ShiftedBetaGeometricFitter;
import io.perennial.model.contract.StreamComparison;
import io.perennial.model.contract.StreamTerms;
import io.perennial.model.contract.SubscriptionStream;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.survival.ChiSquare;
import io.perennial.model.survival.CoxFit;
import io.perennial.model.survival.CoxFitter;
import io.perennial.model.survival.Interval;
import io.perennial.model.survival.KaplanMeier;
import io.perennial.model.survival.LogRank;
import io.perennial.model.survival.SurvivalTimes;
import io.perennial.model.survival.Ties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fits a model of how long customers under contract stay to one table. */
public final class TenureRun {
    private final TenureRequest request;
    private final TenureTable.Read read;
    private final List<TenureRow> rows;
    private final LifeTable table;

    private TenureRun(TenureRequest request) {
        this.request = request;
        this.read = TenureTable.read(request);
        this.rows = read.rows();
        this.table = TenureColumns.renewals(rows, request.period().renewal()).lifeTable();
    }

    /**
     * Reads the table and fits the model.
     *
     * @throws ClvException if the table cannot be used or the request does not fit the model
     */
    public static TenureResult run(TenureRequest request) {
        TenureModel model = request.model();
        if (model != TenureModel.COX && !request.covariates().isEmpty()) {
            throw ClvException.user(
                    "covariates-without-cox",
                    "--depends-on needs --model cox, was " + model.id(),
                    "Compare groups with --stratum instead.");
        }
        if (!model.forecasts() && request.monthlyMargin() != null) {
            throw ClvException.user(
                    "margin-without-forecast",
                    "--monthly-margin needs a model that looks ahead, was " + model.id(),
                    "Take --model sbg or bdw.");
        }
        TenureRun run = new TenureRun(request);
        return model.forecasts() ? run.renewals() : run.survival();
    }

    private Fit<RenewalModel> fit(RenewalHistories histories) {
        FitOptions options = FitOptions.defaults();
        if (request.model() == TenureModel.SBG) {
            var fit = ShiftedBetaGeometricFitter.fit(histories, options);
            return fit.withModel(fit.model());
        }
        var fit = BetaDiscreteWeibullFitter.fit(histories, options);
        return fit.withModel(fit.model());
    }

    private TenureResult renewals() {
        Fit<RenewalModel> fit =
                fit(TenureColumns.renewals(rows, request.period().renewal()));
        List<Group> groups = new ArrayList<>();
        ChiSquare difference = null;
        if (request.stratum() != null) {
            Map<String, RenewalHistories> apart = new LinkedHashMap<>();
            for (String name : TenureColumns.groups(rows)) {
                apart.put(
                        name, TenureColumns.renewals(of(name), request.period().renewal()));
            }
            CohortFits<RenewalModel> fits = CohortFits.of(apart, this::fit);
            difference = fits.difference();
            fits.separate().forEach((name, one) -> groups.add(group(name, null, parameters(one))));
        }
        RenewalModel model = fit.model();
        List<Point> curve = curve(t -> new double[] {model.retention(t), model.survival(t)});
        List<Lifetime> lifetime = new TreeSet<>(List.of(0, 1, 6, 12, table.periods()))
                .stream()
                        .filter(age -> age <= table.periods())
                        .map(age -> new Lifetime(
                                age,
                                model.expectedResidualLifetime(age),
                                model.discountedResidualLifetime(age, request.discount()),
                                model.renewalElasticity(age, request.discount())))
                        .toList();
        return result(
                parameters(fit),
                fit,
                curve,
                lifetime,
                money(fit),
                null,
                groups,
                difference,
                null,
                null,
                fit.diagnoses());
    }

    private @Nullable StreamComparison money(Fit<RenewalModel> fit) {
        Double margin = request.monthlyMargin();
        OptionalDouble churn = table.churn();
        List<TenureRow> active = rows.stream().filter(row -> !row.ended()).toList();
        if (margin == null || churn.isEmpty() || active.isEmpty()) {
            return null;
        }
        int[] age = active.stream().mapToInt(TenureRow::exit).toArray();
        double[] margins =
                active.stream().mapToDouble(row -> row.weight() * margin).toArray();
        int periods =
                (int) Math.round(request.years() * request.period().renewal().perYear());
        StreamTerms terms = StreamTerms.of(request.period().renewal(), request.discount(), periods);
        return SubscriptionStream.of(fit, terms, table.periods()).compare(age, margins, churn.getAsDouble());
    }

    private TenureResult survival() {
        SurvivalTimes times = TenureColumns.times(rows, request.period());
        KaplanMeier all = KaplanMeier.of(times);
        List<Group> groups = new ArrayList<>();
        ChiSquare difference = null;
        if (request.stratum() != null) {
            List<String> names = TenureColumns.groups(rows);
            LogRank test = LogRank.of(
                    times,
                    rows.stream().mapToInt(row -> names.indexOf(row.group())).toArray(),
                    names.size());
            difference = test.test();
            for (int g = 0; g < names.size(); g++) {
                groups.add(group(names.get(g), test.expected()[g], List.of()));
            }
        }
        OptionalDouble median = all.median();
        Double half = median.isPresent() ? median.getAsDouble() : null;
        List<Point> curve = points(all);
        if (request.model() == TenureModel.KAPLAN_MEIER) {
            return result(
                    List.of(), null, curve, List.of(), null, half, groups, difference, null, null, all.diagnoses());
        }
        CoxFit cox = CoxFitter.fit(
                times, TenureColumns.covariates(rows, request.covariates()), Ties.EFRON, FitOptions.defaults());
        return result(
                effects(cox),
                cox.fit(),
                curve,
                List.of(),
                null,
                half,
                groups,
                difference,
                cox.likelihoodRatio(),
                cox.proportionality().global(),
                cox.fit().diagnoses());
    }

    private List<TenureRow> of(String group) {
        return rows.stream().filter(row -> row.group().equals(group)).toList();
    }

    private Group group(String name, @Nullable Double expected, List<Parameter> parameters) {
        List<TenureRow> own = of(name);
        return new Group(name.isEmpty() ? "(blank)" : name, customers(own), left(own), expected, parameters);
    }

    private static double customers(List<TenureRow> rows) {
        return rows.stream().mapToDouble(TenureRow::weight).sum();
    }

    private static double left(List<TenureRow> rows) {
        return rows.stream()
                .filter(TenureRow::ended)
                .mapToDouble(TenureRow::weight)
                .sum();
    }

    private static List<Parameter> parameters(Fit<?> fit) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < fit.estimates().length; i++) {
            parameters.add(new Parameter(
                    fit.parameterNames().get(i), fit.estimates()[i], finite(fit.standardErrors()[i]), null, null));
        }
        return parameters;
    }

    private static List<Parameter> effects(CoxFit cox) {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter each : parameters(cox.fit())) {
            int k = parameters.size();
            int tested = cox.proportionality().names().indexOf(each.name());
            parameters.add(new Parameter(
                    each.name(),
                    each.estimate(),
                    each.standardError(),
                    cox.hazardRatio(k),
                    tested < 0
                            ? null
                            : cox.proportionality().tests().get(tested).pValue()));
        }
        return parameters;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Retention and survival of a model at a renewal. */
    private interface AtRenewal {
        double[] of(int t);
    }

    private List<Point> curve(AtRenewal model) {
        List<Point> curve = new ArrayList<>();
        for (int t = 1; t <= table.periods(); t++) {
            double[] at = model.of(t);
            OptionalDouble seen = table.retention(t);
            curve.add(new Point(
                    t,
                    table.atRisk(t),
                    table.lost(t),
                    seen.isPresent() ? seen.getAsDouble() : null,
                    at[0],
                    at[1],
                    null,
                    null));
        }
        return curve;
    }

    private static List<Point> points(KaplanMeier all) {
        List<Point> curve = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Interval interval = all.interval(i, 0.95);
            curve.add(new Point(
                    (int) all.time(i),
                    all.atRisk(i),
                    all.events(i),
                    1 - all.events(i) / all.atRisk(i),
                    null,
                    all.survival(i),
                    interval.low(),
                    interval.high()));
        }
        return curve;
    }

    private TenureResult result(
            List<Parameter> parameters,
            @Nullable Fit<?> fit,
            List<Point> curve,
            List<Lifetime> lifetime,
            @Nullable StreamComparison money,
            @Nullable Double median,
            List<Group> groups,
            @Nullable ChiSquare difference,
            @Nullable ChiSquare likelihoodRatio,
            @Nullable ChiSquare proportionality,
            List<Diagnosis> diagnoses) {
        return new TenureResult(
                request.model().id(),
                request.model().title(),
                request.model().forecasts(),
                request.period().label(),
                read.until(),
                customers(rows),
                left(rows),
                customers(rows.stream().filter(row -> row.entry() > 0).toList()),
                parameters,
                fit == null ? null : finite(fit.logLikelihood()),
                fit == null ? null : finite(fit.aic()),
                fit == null || fit.converged(),
                curve,
                lifetime,
                money,
                median,
                groups,
                difference,
                likelihoodRatio,
                proportionality,
                diagnoses,
                read.warnings());
    }
}
