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
import io.perennial.engine.Notice;
import io.perennial.engine.run.ScoreRequest;
import io.perennial.engine.run.ScoreResult;
import io.perennial.engine.run.ScoreRun;
import io.perennial.engine.workspace.Stages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clv score}: orders in, lifetime values out. */
@Command(
        name = "score",
        description = "Turn a file of orders into a lifetime value per customer.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv score orders.csv",
            "  clv score orders.csv --until 2024-12-31 --margin 0.40 --discount 0.10 --out scores.csv --report report.html",
            "  clv score orders.csv --covariates customers.csv --purchase-covariates channel,age --dropout-covariates channel",
            "  clv score orders.csv --use-model model.json --out scores.csv",
            "  clv score sales.xlsx --customer Client --date Day --amount Total --horizon 90days",
            "  clv score jdbc:postgresql://host/shop --query \"select customer_id, placed_at, total from orders\"",
            "  clv score s3a://lake/orders --engine spark --master spark://host:7077 --out s3a://lake/scores"
        })
public final class ScoreCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OrderOptions orders = new OrderOptions();

    @Mixin
    private CovariateColumns covariates = new CovariateColumns();

    @Option(
            names = "--use-model",
            paramLabel = "FILE",
            description = "A model that clv fit --save wrote, instead of choosing and fitting one.")
    private @Nullable Path useModel;

    @Mixin
    private GateOptions gate = new GateOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Scores per customer: .parquet, .csv, .csv.gz or .jsonl.")
    private @Nullable Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "A self-contained HTML report.")
    private @Nullable Path report;

    @Option(
            names = "--quarantine",
            paramLabel = "FILE",
            description = "Refused rows as CSV (default: beside --out, ending in .quarantine.csv).")
    private @Nullable Path quarantine;

    @Mixin
    private SparkOptions spark = new SparkOptions();

    public ScoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (orders.onSpark()) {
            return spark.run(spec.commandLine().getParseResult().originalArgs());
        }
        spark.refuse();
        Stages stages = RunProgress.of(console, "score");
        ScoreResult result = ScoreRun.run(
                new ScoreRequest(
                        orders.source(LocalDate.now(ZoneOffset.UTC)),
                        orders.analysis(),
                        covariates.request(),
                        useModel,
                        gate.thresholds(),
                        out,
                        report,
                        quarantine,
                        "clv "
                                + String.join(
                                        " ", spec.commandLine().getParseResult().originalArgs()),
                        Clock.systemUTC()),
                stages);
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            print(result);
        }
        return result.rowsQuarantined() > 0 ? ExitCode.QUARANTINED : ExitCode.DONE;
    }

    private void print(ScoreResult r) {
        PrintWriter to = console.out();
        String currency = r.currency();
        ScoreResult.Totals t = r.totals();
        to.println();
        Paragraph.wrap(readAs(r.readAs()), console.width())
                .forEach(line -> to.println(console.styled(Style.FAINT, line)));
        to.println();
        TextTable summary = TextTable.pairs()
                .row(
                        "rows",
                        "%s read, %s accepted, %s quarantined"
                                .formatted(
                                        Format.count(r.rowsRead()),
                                        Format.count(r.rowsAccepted()),
                                        Format.count(r.rowsQuarantined())))
                .row("customers", Format.count(r.customers()))
                .row("observed", r.observationStart() + " to " + r.observationEnd())
                .row("historic revenue", Format.money(t.historicRevenue(), currency))
                .row("model", r.purchaseModel().name() + " + " + r.spendModel().name())
                .row("next " + r.horizon(), "to " + r.horizonEnd() + ", " + valueBasis(r))
                .row(
                        "  purchases",
                        "%s (80 %%: %s to %s)"
                                .formatted(
                                        Format.number(t.expectedTransactions(), 0),
                                        Format.number(t.expectedTransactionsLow(), 0),
                                        Format.number(t.expectedTransactionsHigh(), 0)))
                .row("  active customers", Format.number(t.expectedActive(), 0))
                .row(
                        "  lifetime value",
                        "%s (80 %%: %s to %s)"
                                .formatted(
                                        Format.money(t.clv(), currency),
                                        Format.money(t.clvLow(), currency),
                                        Format.money(t.clvHigh(), currency)));
        summary.print(to);
        to.println();
        to.println(console.styled(Style.STRONG, "Most valuable customers"));
        TextTable top = new TextTable(
                Column.text("customer"),
                Column.figure("orders"),
                Column.text("last order"),
                Column.figure("p(alive)"),
                Column.figure("expected"),
                Column.figure("value"),
                Column.figure("80 % from"),
                Column.figure("to"));
        for (ScoreResult.Top c : r.top()) {
            top.row(
                    c.customerId(),
                    Format.count(c.transactions()),
                    Format.date(c.lastPurchase()),
                    Format.number(c.pAlive(), 2),
                    Format.number(c.expectedTransactions(), 1),
                    Format.money(c.clv(), null),
                    Format.money(c.clvLow(), null),
                    Format.money(c.clvHigh(), null));
        }
        top.print(to);
        to.println();
        candidates(to, r);
        String choice = r.choice();
        for (Notice warning : r.warnings()) {
            choice = choice.replace(warning.message(), "").strip();
        }
        Paragraph.wrap(choice, console.width()).forEach(line -> to.println(console.styled(Style.FAINT, line)));
        written(to, "scores", r.out());
        written(to, "report", r.report());
        written(to, "quarantined rows", r.quarantine());
        if (r.out() == null) {
            console.note(
                    "No scores were written: --out scores.csv keeps the value of every customer, --report report.html explains it.");
        }
    }

    private void candidates(PrintWriter to, ScoreResult r) {
        if (r.candidates().isEmpty()) {
            return;
        }
        to.println(console.styled(Style.STRONG, "How right each would have been"));
        TextTable table = new TextTable(
                Column.text("candidate"),
                Column.figure("D² orders"),
                Column.figure("D² spend"),
                Column.figure("bias spend"),
                Column.figure("Brier"));
        for (ScoreResult.Candidate c : r.candidates()) {
            table.row(
                    (c.chosen() ? "* " : "  ") + c.name(),
                    percent(c.devianceExplained()),
                    percent(c.spendDevianceExplained()),
                    percent(c.spendBias()),
                    c.brier() == null ? Format.UNKNOWN : Format.number(c.brier(), 3));
        }
        table.print(to);
        to.println();
    }

    /** The columns taken, so that a wrong guess is seen before its figures are believed. */
    private static String readAs(ScoreResult.ReadAs read) {
        Map<String, Set<String>> taken = new LinkedHashMap<>();
        read.columns()
                .forEach(column -> taken.computeIfAbsent(column.role(), role -> new LinkedHashSet<>())
                        .add(column.column()));
        return taken.entrySet().stream()
                .map(each -> each.getKey() + " = " + String.join(" or ", each.getValue())
                        + (each.getKey().equals("date") ? " (" + read.dates() + ")" : ""))
                .collect(Collectors.joining(", ", "columns: ", ""));
    }

    private static String percent(@Nullable Double fraction) {
        return fraction == null ? Format.UNKNOWN : Format.percent(fraction, 1);
    }

    private static String valueBasis(ScoreResult r) {
        String basis = r.basis().replace('_', ' ');
        return r.discountRate() > 0
                ? basis + ", discounted at " + Format.percent(r.discountRate(), 1) + " a year"
                : basis + ", undiscounted";
    }

    private static void written(PrintWriter to, String what, @Nullable String file) {
        if (file != null) {
            to.println(what + ": " + file);
        }
    }
}
