// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.run.CovariateFitRequest;
import io.perennial.engine.run.FitRun;
import io.perennial.engine.run.ScoreResult;
import io.perennial.engine.season.Seasonality;
import io.perennial.engine.tenure.TenureModel;
import io.perennial.engine.tenure.TenureResult;
import io.perennial.engine.tenure.TenureRun;
import io.perennial.model.covariate.CovariateOptions;
import io.perennial.model.survival.ChiSquare;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clv fit}: parameters, standard errors, correlations and diagnostics. */
@Command(
        name = "fit",
        description = {
            "Fit the models and show parameters, errors and diagnostics.",
            "With --model sbg, bdw, kaplan-meier or cox: how long subscribers stay, from a table with columns start_date, end_date (blank: still active) and, if some were there before, observed_from; or of cohorts with columns period and active."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv fit orders.csv --until 2024-06-30",
            "  clv fit orders.csv --model pareto-nbd --json",
            "  clv fit orders.csv --intervals posterior",
            "  clv fit orders.csv --until 2024-06-30 --save model.json",
            "  clv fit subscriptions.csv --model bdw --until 2024-12-31 --stratum plan --monthly-margin 12.50",
            "  clv fit subscriptions.csv --model cox --depends-on plan"
        })
public final class FitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private OrderOptions orders = new OrderOptions();

    @Option(
            names = "--intervals",
            paramLabel = "METHOD",
            description = "95 %% intervals of the parameters: none (default), profile, bootstrap or posterior.")
    private String intervals = IntervalMethod.NONE.id();

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Keep the models that clv score would choose, as JSON for clv score --use-model.")
    private @Nullable Path save;

    @Mixin
    private CovariateColumns covariates = new CovariateColumns();

    @Option(
            names = "--covariate-penalty",
            paramLabel = "L2",
            description = "Draws coefficients to 0: this times the sum of their squares, per standard deviation.")
    private double penalty;

    @Option(
            names = "--equal-covariates",
            paramLabel = "NAMES",
            description = "Coefficients with one value, as purchase.age,dropout.age; may be given again.")
    private List<String> equal = List.of();

    @Mixin
    private TenureOptions tenure = new TenureOptions();

    @Mixin
    private GateOptions gate = new GateOptions();

    public FitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<TenureModel> contract = TenureModel.named(orders.model());
        if (contract.isPresent()) {
            return fitTenure(contract.get());
        }
        tenure.refuse();
        FitRun.Result result = FitRun.run(
                orders.source(LocalDate.now(ZoneOffset.UTC)),
                orders.analysis(),
                IntervalMethod.named(intervals),
                Optional.ofNullable(save).map(file -> new FitRun.Save(file, gate.thresholds())),
                Optional.ofNullable(covariateRequest()),
                RunProgress.of(console, "fit"));
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            print(result);
        }
        return result.rowsQuarantined() > 0 ? ExitCode.QUARANTINED : ExitCode.DONE;
    }

    private @Nullable CovariateFitRequest covariateRequest() {
        CovariateRequest columns = covariates.request();
        if (!(penalty >= 0)) {
            throw ClvException.user(
                    "penalty-out-of-range",
                    "--covariate-penalty must be at least 0, was " + penalty,
                    "0 leaves coefficients free.");
        }
        if (columns == null) {
            if (penalty > 0 || !equal.isEmpty()) {
                throw ClvException.user(
                        "covariates-without-file",
                        "--covariate-penalty and --equal-covariates need --covariates",
                        "Add --covariates customers.csv.");
            }
            return null;
        }
        return new CovariateFitRequest(
                columns,
                CovariateOptions.defaults()
                        .withPenalties(penalty, penalty)
                        .withEqual(equal.stream()
                                .map(names -> Arrays.asList(names.split(",", -1)))
                                .toList()));
    }

    private int fitTenure(TenureModel model) {
        if (save != null || !intervals.equals(IntervalMethod.NONE.id())) {
            throw ClvException.user(
                    "option-of-orders",
                    "--save and --intervals need a model of purchases, was " + model.id(),
                    "Leave them out.");
        }
        TenureResult result = TenureRun.run(tenure.request(model, orders.inputs(), orders.analysis()));
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            new TenureText(console, result).print();
        }
        return ExitCode.DONE;
    }

    private void print(FitRun.Result result) {
        PrintWriter to = console.out();
        to.println();
        to.println("%s customers, %s distinct histories, %s to %s, times in %ss"
                .formatted(
                        Format.count(result.customers()),
                        Format.count(result.distinctHistories()),
                        result.observationStart(),
                        result.observationEnd(),
                        result.timeUnit()));
        result.purchaseModels().forEach(fitted -> print(to, fitted));
        result.covariates().forEach(test -> print(to, test));
        result.spendModels().forEach(fitted -> print(to, fitted));
        Seasonality.Answer season = result.season();
        if (season != null) {
            print(to, season);
        }
        FitRun.Saved saved = result.saved();
        if (saved != null) {
            to.println();
            to.println("model: %s, %s + %s".formatted(saved.file(), saved.purchaseModel(), saved.spendModel()));
            Paragraph.wrap(saved.choice(), console.width()).forEach(to::println);
        }
    }

    private static void print(PrintWriter to, FitRun.CovariateTest test) {
        ChiSquare against = test.againstNoEffect();
        to.println();
        to.println(
                against == null
                        ? "%s, covariates held by a penalty of %s: AIC %s"
                                .formatted(
                                        test.model(), Format.significant(test.penalty()), Format.number(test.aic(), 2))
                        : "%s, covariates against none: chi-square %s, %d degrees of freedom, %s"
                                .formatted(
                                        test.model(),
                                        Format.number(against.statistic(), 2),
                                        against.degreesOfFreedom(),
                                        Format.pValue(against.pValue())));
    }

    private void print(PrintWriter to, Seasonality.Answer season) {
        to.println();
        to.println(console.styled(Style.STRONG, "season"));
        if (season.wholeYears() < 2) {
            to.println("months: two whole years of purchases are needed, known: " + season.wholeYears());
        } else {
            factors(
                    to,
                    "months",
                    season.months(),
                    season.monthsPValue(),
                    m -> Month.of(m).getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
        }
        factors(
                to,
                "weekdays",
                season.weekdays(),
                season.weekdaysPValue(),
                d -> DayOfWeek.of(d).getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    }

    private static void factors(
            PrintWriter to, String what, List<Double> factors, double pValue, IntFunction<String> name) {
        if (factors.stream().allMatch(f -> f == 1)) {
            to.println("%s: no difference beyond chance (p = %s)".formatted(what, Format.number(pValue, 2)));
            return;
        }
        List<String> each = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            each.add(name.apply(i + 1) + " " + Format.number(factors.get(i), 2));
        }
        to.println("%s (%s): %s".formatted(what, Format.pValue(pValue), String.join(", ", each)));
    }

    private void print(PrintWriter to, FitRun.Fitted fitted) {
        ScoreResult.Model model = fitted.model();
        to.println();
        to.println(console.styled(Style.STRONG, model.name()));
        List<String> names = new ArrayList<>(model.parameters().keySet());
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("parameter"));
        columns.add(Column.figure("estimate"));
        columns.add(Column.figure("std. error"));
        List<FitRun.Interval> ends = fitted.intervals();
        if (!ends.isEmpty()) {
            columns.add(Column.figure("95 % from"));
            columns.add(Column.figure("to"));
        }
        names.forEach(name -> columns.add(Column.figure("r(" + name + ")")));
        TextTable table = new TextTable(columns.toArray(Column[]::new));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<String> cells = new ArrayList<>();
            cells.add(name);
            cells.add(Format.significant(value(model.parameters().get(name))));
            cells.add(Format.significant(value(model.standardErrors().get(name))));
            if (!ends.isEmpty()) {
                cells.add(Format.significant(ends.get(i).low()));
                Double high = ends.get(i).high();
                cells.add(Format.significant(high == null ? Double.POSITIVE_INFINITY : high));
            }
            fitted.correlation().get(i).forEach(r -> cells.add(Format.number(r, 2)));
            table.row(cells.toArray(String[]::new));
        }
        table.print(to);
        to.println("log-likelihood %s, AIC %s, BIC %s, %s customers in %s rows, %s after %d iterations"
                .formatted(
                        Format.number(model.logLikelihood(), 4),
                        Format.number(fitted.aic(), 2),
                        Format.number(fitted.bic(), 2),
                        Format.number(model.customers(), 0),
                        Format.count(model.rows()),
                        model.converged() ? "converged" : "NOT converged",
                        model.iterations()));
        model.diagnoses().forEach(d -> to.println(console.styled(Style.WARNING, d.code() + ": ") + d.message()));
        fitted.intervalDiagnoses().stream()
                .filter(d -> !model.diagnoses().contains(d))
                .forEach(d -> to.println(console.styled(Style.WARNING, d.code() + ": ") + d.message()));
    }

    private static double value(@Nullable Double boxed) {
        return boxed == null ? Double.NaN : boxed;
    }
}
