// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.evidence.Backtested;
import io.perennial.engine.evidence.Checks;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.report.Evidence;
import io.perennial.engine.report.Evidence.Better;
import io.perennial.engine.report.Evidence.Format;
import io.perennial.engine.report.Evidence.Measure;
import io.perennial.engine.report.ScoreReport.Interval;
import io.perennial.engine.report.Section;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.validate.BacktestReport;
import io.perennial.model.validate.Estimate;
import io.perennial.model.validate.Finding;
import io.perennial.model.validate.Metric;
import io.perennial.model.validate.ModelChoice;
import io.perennial.model.validate.Prediction;
import io.perennial.model.validate.Sufficiency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether the model is right, from the backtest of a run. */
final class EvidenceSection {
    private static final int MOST_POINTS = 200;
    private static final int MOST_FREQUENCY = 7;

    private final Scored scored;

    EvidenceSection(Scored scored) {
        this.scored = scored;
    }

    Evidence section() {
        String missing =
                Backtested.missing(scored.observation().days(), scored.request().analysis());
        return new Evidence(
                scored.choice().reason(),
                scored.backtested().map(b -> Section.of(tracking(b))).orElseGet(() -> Section.unavailable(missing)),
                scored.backtested().map(b -> Section.of(holdout(b))).orElseGet(() -> Section.unavailable(missing)),
                checks());
    }

    /** Cumulative repeat transactions, counted and expected by the model as fitted at the latest origin. */
    private Evidence.Tracking tracking(Backtested backtested) {
        LocalDate origin = backtested.origins().days().get(0);
        LocalDate start = scored.observation().start();
        scored.observation()
                .mart()
                .origin(
                        backtested.origins().windowStart(origin),
                        origin,
                        backtested.origins().holdoutEnd(origin));
        Columns weeks = scored.observation().mart().repeatWeeks();
        Columns acquired = scored.observation().mart().acquisitions();
        PurchaseModel model = backtested
                .models()
                .at(backtested.holdouts().get(0))
                .purchaseModel(scored.choice().family(), scored.choice().seasonal());
        double unitDays = model.timeUnit().days();
        int originDay = (int) (origin.toEpochDay() - start.toEpochDay());
        int days = (int) (backtested.origins().holdoutEnd(origin).toEpochDay() - start.toEpochDay()) + 1;
        int allWeeks = (days + 6) / 7;
        int stride = (allWeeks + MOST_POINTS - 1) / MOST_POINTS;
        double[] expectedAfter = new double[days + 1];
        for (int d = 1; d <= days; d++) {
            expectedAfter[d] = model.expectedTransactions(d / unitDays);
        }
        double[] actualOfWeek = new double[allWeeks];
        for (int i = 0; i < weeks.rows(); i++) {
            actualOfWeek[weeks.ints("week")[i]] += weeks.ints("transactions")[i];
        }
        List<Evidence.TrackingPoint> points = new ArrayList<>();
        double actual = 0;
        for (int w = 0; w < allWeeks; w++) {
            actual += actualOfWeek[w];
            int lastDay = Math.min(days, 7 * (w + 1)) - 1;
            if ((w + 1) % stride == 0 || w == allWeeks - 1) {
                double expected = 0;
                for (int i = 0; i < acquired.rows(); i++) {
                    int age = lastDay - acquired.ints("day")[i];
                    if (age > 0) {
                        int first = acquired.ints("day")[i];
                        expected += acquired.ints("customers")[i]
                                * (model instanceof SeasonalPurchases seasonal
                                        ? seasonal.expectedTransactions(
                                                (first - originDay) / unitDays, (lastDay - originDay) / unitDays)
                                        : expectedAfter[age]);
                    }
                }
                points.add(new Evidence.TrackingPoint(start.plusDays(lastDay), actual, expected));
            }
        }
        return new Evidence.Tracking(origin.plusDays(1), points);
    }

    private Evidence.Holdout holdout(Backtested backtested) {
        LocalDate origin = backtested.origins().days().get(0);
        BacktestReport report = backtested.report();
        var holdout = backtested.holdouts().get(0);
        String chosen = backtested
                .models()
                .of(
                        scored.choice().family(),
                        scored.choice().basis(),
                        scored.choice().seasonal())
                .candidate()
                .name();
        Prediction prediction = backtested
                .models()
                .at(holdout)
                .predict(
                        scored.choice().family(),
                        scored.choice().basis(),
                        scored.choice().seasonal());
        return new Evidence.Holdout(
                origin.plusDays(1),
                backtested.origins().holdoutEnd(origin),
                holdout.size(),
                report.origins().get(0).transactions(),
                calibration(
                        holdout.customers().frequency(), holdout.outcome().transactions(), prediction.transactions()),
                measures(),
                contenders(report, chosen),
                coverage(report, chosen));
    }

    private static List<Evidence.Calibration> calibration(int[] frequency, int[] actual, double[] expected) {
        long[] customers = new long[MOST_FREQUENCY + 1];
        double[] came = new double[MOST_FREQUENCY + 1];
        double[] model = new double[MOST_FREQUENCY + 1];
        for (int i = 0; i < frequency.length; i++) {
            int f = Math.min(frequency[i], MOST_FREQUENCY);
            customers[f]++;
            came[f] += actual[i];
            model[f] += expected[i];
        }
        return IntStream.rangeClosed(0, MOST_FREQUENCY)
                .filter(f -> customers[f] > 0)
                .mapToObj(f -> new Evidence.Calibration(
                        f < MOST_FREQUENCY ? Integer.toString(f) : MOST_FREQUENCY + "+",
                        customers[f],
                        came[f] / customers[f],
                        model[f] / customers[f]))
                .toList();
    }

    private static List<Measure> measures() {
        return List.of(
                new Measure(
                        "Deviance explained",
                        "Share of the differences between customers' numbers of purchases that the prediction explains (Poisson deviance); the choice goes by it. 100 % is perfect, below 0 is worse than one mean for all.",
                        Format.PERCENT,
                        Better.HIGHER),
                new Measure(
                        "Bias, transactions",
                        "Predicted over actual total of purchases, less 1.",
                        Format.PERCENT,
                        Better.NEAR_ZERO),
                new Measure(
                        "Bias, spend",
                        "Predicted over actual total of money, less 1.",
                        Format.PERCENT,
                        Better.NEAR_ZERO),
                new Measure(
                        "Gini, spend",
                        "How well the predicted order of customers matches the order of what they spent; 1 is perfect, 0 is no order at all. Ties are averaged.",
                        Format.NUMBER,
                        Better.HIGHER),
                new Measure(
                        "Top 10 % capture",
                        "Share of the money that came from the tenth of the customers predicted to spend most.",
                        Format.PERCENT,
                        Better.HIGHER),
                new Measure(
                        "Absolute error, scaled",
                        "Mean absolute error of a customer's spend after the predictions are scaled to the true total.",
                        Format.MONEY,
                        Better.LOWER),
                new Measure(
                        "Brier score",
                        "Mean squared error of the probability that a customer buys at all.",
                        Format.NUMBER,
                        Better.LOWER),
                new Measure("Fit time", "Seconds to fit and predict at one origin.", Format.SECONDS, Better.LOWER));
    }

    private static List<Evidence.Contender> contenders(BacktestReport report, String chosen) {
        Map<String, BacktestReport.Pooled> pooled = new LinkedHashMap<>();
        report.pooled().stream().filter(p -> p.candidate().equals(chosen)).forEach(p -> pooled.put(p.candidate(), p));
        ModelChoice.Decision order = report.choice().transactions();
        for (ModelChoice.Contender contender : order.contenders()) {
            report.pooled().stream()
                    .filter(p -> p.candidate().equals(contender.name()))
                    .forEach(p -> pooled.putIfAbsent(p.candidate(), p));
        }
        report.pooled().forEach(p -> pooled.putIfAbsent(p.candidate(), p));
        return pooled.values().stream()
                .map(p -> new Evidence.Contender(
                        p.candidate(),
                        p.candidate().equals(chosen),
                        !p.candidate().contains(" + "),
                        List.of(
                                interval(p.transactions().get(Metric.DEVIANCE_EXPLAINED.key())),
                                interval(p.transactions().get(Metric.BIAS.key())),
                                interval(p.spend().get(Metric.BIAS.key())),
                                interval(p.spend().get(Metric.GINI.key())),
                                interval(p.spend().get(Metric.TOP_10_CAPTURE.key())),
                                interval(p.spend().get(Metric.SCALED_MAE.key())),
                                interval(p.purchase().get(Metric.BRIER.key())),
                                Interval.exactly(p.fitSeconds()))))
                .toList();
    }

    private static Interval interval(@Nullable Estimate estimate) {
        if (estimate == null || estimate.value() == null) {
            return Interval.exactly(Double.NaN);
        }
        Double low = estimate.low();
        Double high = estimate.high();
        return Interval.of(estimate.value(), low == null ? Double.NaN : low, high == null ? Double.NaN : high);
    }

    private static List<Evidence.Coverage> coverage(BacktestReport report, String chosen) {
        List<Evidence.Coverage> coverage = new ArrayList<>();
        for (BacktestReport.Pooled p : report.pooled()) {
            if (p.candidate().equals(chosen)) {
                add(
                        coverage,
                        "transactions of a customer",
                        0.80,
                        p.transactions().get(Metric.COVERAGE_80.key()));
                add(
                        coverage,
                        "transactions of a customer",
                        0.95,
                        p.transactions().get(Metric.COVERAGE_95.key()));
                add(coverage, "spend of a customer", 0.80, p.spend().get(Metric.COVERAGE_80.key()));
                add(coverage, "spend of a customer", 0.95, p.spend().get(Metric.COVERAGE_95.key()));
            }
        }
        return coverage;
    }

    private static void add(List<Evidence.Coverage> coverage, String what, double nominal, @Nullable Estimate found) {
        if (found != null && found.value() != null) {
            coverage.add(new Evidence.Coverage(what, nominal, found.value()));
        }
    }

    private List<Evidence.Check> checks() {
        Checks checks = scored.checks();
        Sufficiency.Facts facts = checks.sufficiency().facts();
        Sufficiency.Thresholds t = checks.sufficiency().thresholds();
        String used = checks.sufficiency().fallback().sentence();
        List<Evidence.Check> list = new ArrayList<>();
        list.add(check(
                "Buyers",
                facts.buyers() >= t.buyers(),
                "%d found, %d wanted".formatted(facts.buyers(), t.buyers()),
                used));
        list.add(check(
                "Days observed",
                facts.observedDays() >= t.observedDays(),
                "%.0f found, %.0f wanted".formatted(facts.observedDays(), t.observedDays()),
                used));
        list.add(check(
                "Days since the last order",
                facts.daysSinceLastOrder() <= t.daysSinceLastOrder(),
                "%.0f found, at most %.0f wanted".formatted(facts.daysSinceLastOrder(), t.daysSinceLastOrder()),
                used));
        list.add(check(
                "Customers with %d orders or more".formatted(t.frequentOrders()),
                facts.frequentBuyers() >= t.frequentBuyers(),
                "%d found, %d wanted".formatted(facts.frequentBuyers(), t.frequentBuyers()),
                used));
        for (Finding finding : checks.findings()) {
            list.add(new Evidence.Check(
                    finding.code(), false, finding.message(), "Read the figures with this in mind."));
        }
        return list;
    }

    private static Evidence.Check check(String name, boolean passed, String detail, String consequence) {
        return new Evidence.Check(name, passed, detail, passed ? "" : consequence);
    }
}
