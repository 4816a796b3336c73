// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.tenure.TenureResult;
import io.perennial.engine.tenure.TenureResult.Parameter;
import io.perennial.model.contract.Expected;
import io.perennial.model.contract.StreamComparison;
import io.perennial.model.survival.ChiSquare;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model of how long customers stay, as a person reads it. */
final class TenureText {
    /** Ages shown; all are in the JSON. */
    private static final int SHOWN = 24;

    private final Console console;
    private final PrintWriter to;
    private final TenureResult result;

    TenureText(Console console, TenureResult result) {
        this.console = console;
        this.to = console.out();
        this.result = result;
    }

    void print() {
        to.println();
        to.println("%s customers, %s left%s%s, ages in %ss"
                .formatted(
                        Format.number(result.customers(), 0),
                        Format.number(result.left(), 0),
                        result.until() == null ? "" : " until " + result.until(),
                        result.truncated() == 0
                                ? ""
                                : ", " + Format.number(result.truncated(), 0) + " first seen after their start",
                        result.period()));
        to.println();
        to.println(console.styled(Style.STRONG, result.title()));
        parameters();
        Double logLikelihood = result.logLikelihood();
        Double aic = result.aic();
        if (logLikelihood != null && aic != null) {
            to.println("log-likelihood %s, AIC %s, %s"
                    .formatted(
                            Format.number(logLikelihood, 4),
                            Format.number(aic, 2),
                            result.converged() ? "converged" : "NOT converged"));
        }
        test("effects together", result.likelihoodRatio());
        test("effects change with age", result.proportionality());
        result.diagnoses()
                .forEach(d -> Paragraph.wrap(d.code() + ": " + d.message(), console.width())
                        .forEach(line -> to.println(console.styled(Style.WARNING, line))));
        curve();
        lifetime();
        groups();
        money();
    }

    private void parameters() {
        if (result.parameters().isEmpty()) {
            return;
        }
        boolean effects = result.parameters().get(0).hazardRatio() != null;
        TextTable table = effects
                ? new TextTable(
                        Column.text("covariate"),
                        Column.figure("coefficient"),
                        Column.figure("std. error"),
                        Column.figure("leave at times the rate"),
                        Column.figure("p, changes with age"))
                : new TextTable(Column.text("parameter"), Column.figure("estimate"), Column.figure("std. error"));
        for (Parameter each : result.parameters()) {
            Stream<String> cells =
                    Stream.of(each.name(), Format.significant(each.estimate()), significant(each.standardError()));
            table.row((effects
                            ? Stream.concat(
                                    cells,
                                    Stream.of(significant(each.hazardRatio()), significant(each.proportionalP())))
                            : cells)
                    .toArray(String[]::new));
        }
        table.print(to);
    }

    private void test(String what, @Nullable ChiSquare test) {
        if (test != null && test.degreesOfFreedom() > 0) {
            to.println("%s: chi-square %s, %d degrees of freedom, %s"
                    .formatted(
                            what,
                            Format.number(test.statistic(), 2),
                            test.degreesOfFreedom(),
                            Format.pValue(test.pValue())));
        }
    }

    private void curve() {
        if (result.curve().isEmpty()) {
            return;
        }
        to.println();
        boolean model = result.forecasts();
        TextTable table = new TextTable(
                Column.figure(result.period()),
                Column.figure("up for renewal"),
                Column.figure("left"),
                Column.figure("renewed"),
                Column.figure(model ? "by the model" : "95 % from"),
                Column.figure("still there"),
                Column.figure(model ? "" : "to"));
        result.curve().stream()
                .limit(SHOWN)
                .forEach(point -> table.row(
                        Integer.toString(point.age()),
                        Format.number(point.atRisk(), 0),
                        Format.number(point.lost(), 0),
                        percent(point.observed()),
                        percent(model ? point.retention() : point.low()),
                        Format.percent(point.survival(), 1),
                        model ? "" : percent(point.high())));
        table.print(to);
        if (result.curve().size() > SHOWN) {
            to.println("and %d more, in --json".formatted(result.curve().size() - SHOWN));
        }
        if (!model) {
            Double median = result.median();
            to.println(
                    median == null
                            ? "More than half were still there at the end of observation."
                            : "Half have left by %s %s.".formatted(result.period(), Format.number(median, 0)));
        }
    }

    private void lifetime() {
        if (result.lifetime().isEmpty()) {
            return;
        }
        to.println();
        TextTable table = new TextTable(
                Column.figure("renewals behind"),
                Column.figure("still to come"),
                Column.figure("discounted"),
                Column.figure("elasticity"));
        result.lifetime()
                .forEach(each -> table.row(
                        each.age() == 0 ? "new customer" : Integer.toString(each.age()),
                        value(each.renewals(), 2),
                        value(each.discounted(), 2),
                        value(each.elasticity(), 2)));
        table.print(to);
        result.lifetime().stream()
                .flatMap(each -> Stream.of(each.renewals(), each.discounted(), each.elasticity()))
                .map(Expected::reason)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .forEach(reason -> Paragraph.wrap(Format.UNKNOWN + ": " + reason, console.width())
                        .forEach(to::println));
    }

    private void groups() {
        if (result.groups().isEmpty()) {
            return;
        }
        to.println();
        boolean model = result.forecasts();
        TextTable table = new TextTable(
                Column.text("group"),
                Column.figure("customers"),
                Column.figure("left"),
                model ? Column.text("fitted apart") : Column.figure("if all were alike"));
        result.groups()
                .forEach(group -> table.row(
                        group.name(),
                        Format.number(group.customers(), 0),
                        Format.number(group.left(), 0),
                        model
                                ? group.parameters().stream()
                                        .map(p -> p.name() + " " + Format.significant(p.estimate()))
                                        .collect(Collectors.joining(", "))
                                : expected(group.expected())));
        table.print(to);
        test(model ? "groups differ (likelihood ratio)" : "groups differ (log-rank)", result.difference());
    }

    private void money() {
        StreamComparison money = result.money();
        if (money == null) {
            return;
        }
        to.println();
        to.println("customers still active, within the horizon: "
                + console.styled(Style.STRONG, Format.money(money.expected(), null)));
        to.println("margin / churn, churn being %s a %s: %s"
                .formatted(Format.percent(money.churn(), 2), result.period(), value(money.naive(), 2)));
        Double gap = money.gap().value();
        if (gap != null) {
            to.println("which is " + beside(gap));
        }
        to.println("everybody leaving at that rate, within the horizon: %s, which is %s"
                .formatted(Format.number(money.constantChurn(), 2), beside(money.gapOfConstantChurn())));
    }

    private static String beside(double gap) {
        return Format.number(Math.abs(gap), 2) + (gap < 0 ? " less" : " more") + " than the model says";
    }

    private static String value(Expected expected, int decimals) {
        Double value = expected.value();
        return value == null ? Format.UNKNOWN : Format.number(value, decimals);
    }

    private static String significant(@Nullable Double value) {
        return value == null ? Format.UNKNOWN : Format.significant(value);
    }

    private static String expected(@Nullable Double value) {
        return value == null ? Format.UNKNOWN : Format.number(value, 1);
    }

    private static String percent(@Nullable Double value) {
        return value == null ? Format.UNKNOWN : Format.percent(value, 1);
    }
}
