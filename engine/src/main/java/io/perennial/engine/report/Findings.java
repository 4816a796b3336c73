// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.report.Evidence.Holdout;
import io.perennial.engine.report.Evidence.Tracking;
import io.perennial.engine.report.Evidence.TrackingPoint;
import io.perennial.engine.report.ScoreReport.Frame;
import io.perennial.engine.report.ScoreReport.Headline;
import java.util.List;

/** What each part of the report says, in one or two sentences with the figures. */
final class Findings {
    private final ScoreReport report;
    private final Figures figures;

    Findings(ScoreReport report, Figures figures) {
        this.report = report;
        this.figures = figures;
    }

    String past() {
        Headline headline = report.headline();
        boolean one = headline.customers() == 1;
        return "%s %s brought %s of %s so far."
                .formatted(
                        one ? "One customer" : Figures.counted(headline.customers(), "customer"),
                        one ? "has" : "have",
                        figures.money(headline.historicValue()),
                        Term.basis(report.frame()));
    }

    String future() {
        Headline headline = report.headline();
        String range = figures.moneyRange(headline.predictedValue());
        String spread = range.isEmpty()
                ? ""
                : ", with %s probability between %s"
                        .formatted(Figures.percent(report.frame().intervalLevel()), range.replace(" to ", " and "));
        return "Over the next %s %s expected to bring %s%s%s."
                .formatted(
                        report.frame().horizon(),
                        headline.customers() == 1 ? "it is" : "they are",
                        figures.money(headline.predictedValue().value()),
                        headline.predictedValue().value() < 0 ? "" : " more",
                        spread);
    }

    String basis() {
        Frame frame = report.frame();
        boolean margin = !frame.basis().equals("revenue") && frame.margin() < 1;
        return Term.basis(frame) + (margin ? " at " + Figures.percent(frame.margin()) + " margin" : "");
    }

    String discount() {
        Frame frame = report.frame();
        if (frame.annualDiscount() == 0) {
            return "none";
        }
        return Figures.percent(frame.annualDiscount())
                + " a year"
                + (frame.discountConvention().isEmpty() ? "" : ", " + frame.discountConvention());
    }

    String concentration(Concentration holders) {
        // negated comparison also rejects NaN
        if (!(report.headline().predictedValue().value() > 0) || !Double.isFinite(holders.topTenShare())) {
            return "The predicted values add up to nothing or less, so that shares of them say little.";
        }
        return "The most valuable tenth of the customers hold %s of the predicted value; four fifths of it lie with %s of all customers."
                .formatted(Figures.percent(holders.topTenShare()), Figures.percent(holders.shareHoldingEighty()));
    }

    String activity() {
        Headline headline = report.headline();
        return "Of %s, about %s (%s) are expected to be still active. The others have most likely left without saying so."
                .formatted(
                        Figures.counted(headline.customers(), "customer"),
                        Figures.number(headline.expectedActive(), headline.expectedActive() < 10 ? 1 : 0),
                        Figures.percent(headline.expectedActive() / headline.customers()));
    }

    /** What the model expected of the holdout against what happened; empty without a holdout or before it began. */
    String tracking(Tracking tracking) {
        var start = tracking.holdoutStart();
        List<TrackingPoint> points = tracking.points();
        if (start == null || points.isEmpty()) {
            return "The model had seen the whole period when it was fitted: agreement shows that it fits, not that it predicts.";
        }
        TrackingPoint last = points.get(points.size() - 1);
        TrackingPoint before = points.stream()
                .filter(point -> point.date().isBefore(start))
                .reduce((first, second) -> second)
                .orElse(new TrackingPoint(start, 0, 0));
        double actual = last.actual() - before.actual();
        double expected = last.expected() - before.expected();
        if (actual == 0) {
            return "In the holdout the model expected %s repeat purchases; none happened."
                    .formatted(figures.quantity(expected));
        }
        double error = expected / actual - 1;
        return "In the holdout the model expected %s repeat purchases; %s happened: %s."
                .formatted(
                        figures.quantity(expected),
                        Figures.number(actual, 0),
                        Math.abs(error) < 0.0005
                                ? "they agree"
                                : "%s too %s".formatted(Figures.percent(Math.abs(error)), error > 0 ? "many" : "few"));
    }

    String holdout(Holdout holdout) {
        return "%s acquired before %s were predicted until %s by models that had not seen that time; they made %s transactions."
                .formatted(
                        Figures.counted(holdout.customers(), "customer"),
                        Figures.longDate(holdout.start()),
                        Figures.longDate(holdout.end()),
                        Figures.number(holdout.transactions(), 0));
    }

    String coverage(Evidence.Coverage coverage) {
        return "Of the %s intervals for %s, %s held the truth."
                .formatted(Figures.percent(coverage.nominal()), coverage.what(), Figures.percent(coverage.actual(), 1));
    }

    String customers(CustomerLists lists) {
        double total = report.headline().predictedValue().value();
        String share = total > 0 ? " (%s)".formatted(Figures.percent(lists.totalAtRisk() / total)) : "";
        return "%s of the predicted value%s is at risk: it hangs on customers who may already have left."
                .formatted(figures.money(lists.totalAtRisk()), share);
    }

    String oneTimeBuyers(OneTimeBuyers buyers) {
        return "%s (%s) bought once. Within %s, %s of them are expected to buy again; together they are worth %s."
                .formatted(
                        Figures.counted(buyers.customers(), "customer"),
                        Figures.percent(
                                (double) buyers.customers() / report.headline().customers()),
                        report.frame().horizon(),
                        Figures.percent(buyers.probabilityToReturn()),
                        figures.money(buyers.predictedValue()));
    }

    String nextPurchases(NextPurchases next) {
        double expected = next.weeks().stream()
                .mapToDouble(NextPurchases.Week::expectedTransactions)
                .sum();
        double spend = next.weeks().stream()
                .mapToDouble(NextPurchases.Week::expectedSpend)
                .sum();
        return "In the next %d weeks, %s purchases worth %s are expected of today's customers."
                .formatted(next.weeks().size(), figures.quantity(expected), figures.money(spend));
    }

    String quality() {
        DataQuality quality = report.quality();
        return "%s read: %s accepted and %s quarantined%s."
                .formatted(
                        Figures.counted(quality.rowsRead(), "row"),
                        Figures.count(quality.rowsAccepted()),
                        quality.rowsQuarantined() == 0 ? "none" : Figures.count(quality.rowsQuarantined()),
                        quality.rowsQuarantined() == 0
                                ? ""
                                : " (%s)"
                                        .formatted(Figures.percent(
                                                (double) quality.rowsQuarantined() / quality.rowsRead())));
    }
}
