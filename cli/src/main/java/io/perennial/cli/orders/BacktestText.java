// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.evidence.IntervalCoverage;
import io.perennial.engine.run.BacktestRun;
import io.perennial.model.validate.BacktestReport;
import io.perennial.model.validate.Estimate;
import io.perennial.model.validate.Metric;
import io.perennial.model.validate.ModelChoice;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A backtest in words and tables. */
final class BacktestText {
    private record Row(String label, Metric metric, boolean percent) {}

    private static final List<Row> ACCURACY = List.of(
            new Row("deviance explained", Metric.DEVIANCE_EXPLAINED, true),
            new Row("total bias", Metric.BIAS, true),
            new Row("tracking error", Metric.TRACKING_ERROR, true),
            new Row("Gini, normalised", Metric.GINI, false),
            new Row("Spearman", Metric.SPEARMAN, false),
            new Row("top 10 % capture", Metric.TOP_10_CAPTURE, true),
            new Row("top 20 % capture", Metric.TOP_20_CAPTURE, true),
            new Row("decile MAPE", Metric.DECILE_MAPE, true),
            new Row("MAE", Metric.MAE, false),
            new Row("MAE, scaled to the total", Metric.SCALED_MAE, false),
            new Row("RMSE over mean", Metric.RMSE_OVER_MEAN, false),
            new Row("80 % interval: coverage", Metric.COVERAGE_80, true),
            new Row("80 % interval: width", Metric.WIDTH_80, false),
            new Row("80 % interval: Winkler", Metric.WINKLER_80, false),
            new Row("95 % interval: coverage", Metric.COVERAGE_95, true),
            new Row("95 % interval: width", Metric.WIDTH_95, false),
            new Row("95 % interval: Winkler", Metric.WINKLER_95, false));

    private static final List<Row> PURCHASE = List.of(
            new Row("Brier score", Metric.BRIER, false),
            new Row("log loss", Metric.LOG_LOSS, false),
            new Row("calibration error", Metric.CALIBRATION_ERROR, true),
            new Row("Brier score, one-time buyers", Metric.BRIER_ONE_TIME, false),
            new Row("calibration error, one-time buyers", Metric.CALIBRATION_ERROR_ONE_TIME, true));

    private final Console console;
    private final PrintWriter to;
    private final BacktestRun.Result result;
    private final BacktestReport report;

    BacktestText(Console console, BacktestRun.Result result) {
        this.console = console;
        this.to = console.out();
        this.result = result;
        this.report = result.backtest();
    }

    void print() {
        origins();
        contest();
        details();
        calibration();
        coverage();
        to.println();
        to.println(console.styled(Style.STRONG, "Choice"));
        say(report.choice().transactions().reason());
        say(report.choice().spend().reason());
        say("Transactions: " + result.transactionCorrection().reason());
        say("Spend: " + result.spendCorrection().reason());
        say(
                "Intervals of figures are %.0f %% bootstrap intervals over customers (%d resamples, seed %d). --json has everything, by origin."
                        .formatted(
                                100 * report.options().level(),
                                report.options().resamples(),
                                report.options().seed()));
    }

    private void coverage() {
        IntervalCoverage coverage = result.coverage();
        if (coverage == null) {
            return;
        }
        to.println();
        title("Intervals of a customer's spend, with factors learnt at the other origins");
        TextTable table = new TextTable(
                Column.text("customers"),
                Column.figure("number"),
                Column.figure("within 80 %"),
                Column.figure("above it"),
                Column.figure("below it"),
                Column.figure("within 95 %"));
        List<IntervalCoverage.Group> groups = new ArrayList<>(List.of(coverage.all()));
        groups.addAll(coverage.deciles());
        groups.addAll(coverage.tenures());
        for (IntervalCoverage.Group group : groups) {
            table.row(
                    group.label(),
                    Format.count(group.customers()),
                    Format.percent(group.coverage80(), 1),
                    Format.percent(group.above80(), 1),
                    Format.percent(group.below80(), 1),
                    Format.percent(group.coverage95(), 1));
        }
        table.print(to);
    }

    private void origins() {
        to.println();
        title("Origins, holdouts of " + result.holdoutDays() + " days"
                + (result.sampleOf() > 1 ? ", one customer in " + result.sampleOf() : ""));
        TextTable table = new TextTable(
                Column.text("origin"),
                Column.figure("customers"),
                Column.figure("one-time"),
                Column.figure("bought again"),
                Column.figure("transactions"),
                Column.figure("spend"));
        for (BacktestReport.Origin o : report.origins()) {
            table.row(
                    o.label(),
                    Format.count(o.customers()),
                    Format.count(o.oneTimeBuyers()),
                    Format.count(o.buyers()),
                    Format.count(o.transactions()),
                    Format.money(o.spend(), null));
        }
        table.print(to);
    }

    /** All candidates, the figures that decide. */
    private void contest() {
        to.println();
        title("Candidates, mean over the origins");
        TextTable table = new TextTable(
                Column.text("candidate"),
                Column.figure("D² trans."),
                Column.figure("D² spend"),
                Column.figure("bias trans."),
                Column.figure("bias spend"),
                Column.figure("Gini spend"),
                Column.figure("top 10 %"),
                Column.figure("scaled MAE"),
                Column.figure("Brier"),
                Column.figure("seconds"));
        for (BacktestReport.Pooled p : report.pooled()) {
            table.row(
                    p.candidate().equals(chosen()) ? "* " + p.candidate() : "  " + p.candidate(),
                    percent(p.transactions(), Metric.DEVIANCE_EXPLAINED),
                    percent(p.spend(), Metric.DEVIANCE_EXPLAINED),
                    percent(p.transactions(), Metric.BIAS),
                    percent(p.spend(), Metric.BIAS),
                    number(p.spend(), Metric.GINI),
                    percent(p.spend(), Metric.TOP_10_CAPTURE),
                    number(p.spend(), Metric.SCALED_MAE),
                    number(p.purchase(), Metric.BRIER),
                    Format.number(p.fitSeconds(), 3));
        }
        table.print(to);
    }

    /** The chosen model and the best baseline in full. */
    private void details() {
        List<BacktestReport.Pooled> shown = new ArrayList<>();
        report.pooled().stream().filter(p -> p.candidate().equals(chosen())).forEach(shown::add);
        report.choice().transactions().contenders().stream()
                .map(ModelChoice.Contender::name)
                .filter(name -> !name.contains(" + "))
                .findFirst()
                .flatMap(name -> report.pooled().stream()
                        .filter(p -> p.candidate().equals(name))
                        .findFirst())
                .filter(p -> !shown.contains(p))
                .ifPresent(shown::add);
        details("Transactions per customer", shown, BacktestReport.Pooled::transactions, ACCURACY);
        details("Spend per customer", shown, BacktestReport.Pooled::spend, ACCURACY);
        details("Probability of a purchase", shown, BacktestReport.Pooled::purchase, PURCHASE);
    }

    private void details(
            String title,
            List<BacktestReport.Pooled> shown,
            Function<BacktestReport.Pooled, Map<String, Estimate>> figures,
            List<Row> rows) {
        to.println();
        title(title);
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(""));
        shown.forEach(p -> columns.add(Column.figure(p.candidate())));
        TextTable table = new TextTable(columns.toArray(Column[]::new));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            cells.add(row.label());
            shown.forEach(p ->
                    cells.add(withInterval(figures.apply(p).get(row.metric().key()), row.percent())));
            table.row(cells.toArray(String[]::new));
        }
        table.print(to);
    }

    /** Deciles and reliability of the chosen model at the latest origin. */
    private void calibration() {
        report.evaluations().stream()
                .filter(e -> e.candidate().equals(chosen()))
                .findFirst()
                .ifPresent(e -> {
                    ranks(
                            "Spend by predicted decile, origin " + e.origin(),
                            e.spend().deciles());
                    ranks(
                            "Probability of a purchase, by tenths, origin " + e.origin(),
                            e.purchase().reliability());
                    ranks(
                            "Probability of a purchase, one-time buyers",
                            e.purchase().reliabilityOneTime());
                });
    }

    private void ranks(String title, List<BacktestReport.Rank> ranks) {
        if (ranks.isEmpty()) {
            return;
        }
        to.println();
        title(title);
        TextTable table = new TextTable(
                Column.figure("rank"), Column.figure("customers"), Column.figure("predicted"), Column.figure("actual"));
        for (BacktestReport.Rank r : ranks) {
            table.row(
                    Integer.toString(r.rank()),
                    Format.number(r.customers(), 0),
                    Format.significant(r.meanPredicted()),
                    Format.significant(r.meanActual()));
        }
        table.print(to);
    }

    private String chosen() {
        return Objects.requireNonNullElse(
                report.choice().model(), report.choice().transactions().winner());
    }

    private void say(String text) {
        Paragraph.wrap(text, console.width()).forEach(to::println);
    }

    private void title(String text) {
        to.println(console.styled(Style.STRONG, text));
    }

    private static String percent(Map<String, Estimate> figures, Metric metric) {
        Double value = value(figures.get(metric.key()));
        return value == null ? Format.UNKNOWN : Format.percent(value, 1);
    }

    private static String number(Map<String, Estimate> figures, Metric metric) {
        Double value = value(figures.get(metric.key()));
        return value == null ? Format.UNKNOWN : Format.number(value, 3);
    }

    private static String withInterval(@Nullable Estimate estimate, boolean percent) {
        Double value = value(estimate);
        if (estimate == null || value == null) {
            return Format.UNKNOWN;
        }
        Double low = estimate.low();
        Double high = estimate.high();
        String interval =
                low == null || high == null ? "" : " (%s to %s)".formatted(figure(low, percent), figure(high, percent));
        return figure(value, percent) + interval;
    }

    private static String figure(double value, boolean percent) {
        return percent ? Format.percent(value, 1) : Format.number(value, 3);
    }

    private static @Nullable Double value(@Nullable Estimate estimate) {
        return estimate == null ? null : estimate.value();
    }
}
