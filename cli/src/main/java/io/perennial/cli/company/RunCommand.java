// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeRequest;
import io.perennial.engine.lifetime.LifetimeResult;
import io.perennial.engine.lifetime.LifetimeRun;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.lifetime.TrackRecord;
import io.perennial.engine.mistake.Mistake;
import io.perennial.engine.mistake.MistakeResult;
import io.perennial.engine.mistake.Mistakes;
import io.perennial.engine.refresh.Refresh;
import io.perennial.engine.segment.ScoredWorld;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.DiscountRate;
import io.perennial.model.economics.Basis;
import io.perennial.model.value.TotalEstimate;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clv run}: the store's derived tables and the scores of all customers, brought to a day. */
@Command(
        name = "run",
        description = "Bring figures and scores of a store to a day.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv run",
            "  clv run --basis contribution --discount 0.10 --horizon 24months --track-record",
            "  clv run --as-of 2025-06-30 --restated"
        })
public final class RunCommand implements Callable<Integer> {
    private record Answer(
            LifetimeResult scores,
            List<Made> tables,
            List<TrackRecord.Row> trackRecord,
            List<Mistake> mistakes,
            List<Notice> warnings,
            List<Stages.Timing> timings) {}

    /** How much of a derived table was made: all, changed_customers, nothing. */
    private record Made(String table, String made, long rows, double seconds) {
        static Made of(Refresh.Outcome outcome) {
            return new Made(
                    outcome.table(),
                    outcome.extent().name().toLowerCase(Locale.ROOT),
                    outcome.rows(),
                    outcome.time().toNanos() / 1e9);
        }
    }

    private final Console console;

    @Option(names = "--store", paramLabel = "FILE", description = "The store (default: ${DEFAULT-VALUE}).")
    private Path store = Ledger.DEFAULT_FILE;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Day of observation (default: the last day on which anything happened).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--restated",
            description = "Look back with what is known today, not only with what was known then.")
    private boolean restated;

    @Option(
            names = "--horizon",
            paramLabel = "LENGTH",
            description = "How far values look ahead (default: ${DEFAULT-VALUE}).")
    private String horizon = "12months";

    @Option(
            names = "--lifetime",
            paramLabel = "LENGTH",
            description = "How far the lifetime value looks that stands beside (default: ${DEFAULT-VALUE}).")
    private String lifetime = "60months";

    @Option(
            names = "--discount",
            paramLabel = "RATE",
            description = "Effective annual discount rate (default: ${DEFAULT-VALUE}).")
    private double discount = 0;

    @Option(names = "--margin", paramLabel = "SHARE", description = "Gross margin where no cost of goods is on record.")
    private @Nullable BigDecimal margin;

    @Option(
            names = "--basis",
            paramLabel = "NAME",
            description =
                    "What counts as value: revenue, gross_profit, contribution, net_of_cac (default: gross_profit where costs or a margin are known).")
    private @Nullable String basis;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Model of purchases (default: the one a backtest chooses).")
    private String model = LifetimeTerms.defaults().model();

    @Option(names = "--track-record", description = "Make last year's forecast again and compare it with what came.")
    private boolean trackRecord;

    public RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LifetimeTerms terms = LifetimeTerms.defaults()
                .withHorizon(Horizon.parse(horizon))
                .withCap(Horizon.parse(lifetime))
                .withDiscount(rate())
                .withModel(model);
        String of = basis;
        Stages stages = RunProgress.of(console, "run");
        AtomicReference<@Nullable MistakeResult> looked = new AtomicReference<>();
        LifetimeRun.Result result = LifetimeRun.run(
                new LifetimeRequest(
                        store,
                        asOf,
                        restated ? Knowledge.RESTATED : Knowledge.AS_KNOWN_THEN,
                        Optional.ofNullable(share()),
                        of == null ? terms : terms.withBasis(basis(of)),
                        trackRecord),
                stages,
                (store, world) -> looked.set(mistakes(store, world, terms, stages)));
        MistakeResult mistakes = Objects.requireNonNull(looked.get());
        console.endProgress();
        if (console.json()) {
            console.result(new Answer(
                    result.scores(),
                    result.tables().stream().map(Made::of).toList(),
                    result.trackRecord(),
                    mistakes.mistakes(),
                    result.warnings(),
                    stages.timings()));
        } else {
            console.warnings(Stream.concat(result.warnings().stream(), result.scores().warnings().stream())
                    .toList());
            print(result);
            MistakesText.summary(console, mistakes);
        }
        return ExitCode.DONE;
    }

    private static MistakeResult mistakes(Connection store, World world, LifetimeTerms terms, Stages stages) {
        return stages.run("mistakes", () -> {
            MistakeResult found = Mistakes.look(ScoredWorld.see(store, world, terms, stages), world.asOf());
            Mistakes.keep(store, found);
            return found;
        });
    }

    private DiscountRate rate() {
        if (!(discount >= 0 && discount < Double.POSITIVE_INFINITY)) {
            throw ClvException.user(
                    "discount",
                    "discount must be a finite rate >= 0, was " + discount,
                    "Write 0.10 for ten percent a year.");
        }
        return DiscountRate.annual(discount);
    }

    private @Nullable BigDecimal share() {
        BigDecimal share = margin;
        if (share != null && (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0)) {
            throw ClvException.user(
                    "margin", "margin must be a fraction in [0, 1], was " + share, "Write 0.40 for forty percent.");
        }
        return share;
    }

    private static Basis basis(String name) {
        return Arrays.stream(Basis.values())
                .filter(each -> each.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "basis",
                        "basis must be one of "
                                + Arrays.stream(Basis.values())
                                        .map(Basis::label)
                                        .collect(Collectors.joining(", "))
                                + ", was " + name,
                        "Leave --basis out to take the best known one."));
    }

    private void print(LifetimeRun.Result result) {
        LifetimeResult scores = result.scores();
        PrintWriter to = console.out();
        String currency = scores.currency();
        to.println();
        TextTable.pairs()
                .row("as of", Format.date(scores.asOf()) + (scores.knowledge().equals("restated") ? ", restated" : ""))
                .row("customers", Format.count(scores.customers()))
                .row("basis", scores.basis().replace('_', ' '))
                .row("historic value", Format.money(scores.historic(), currency))
                .row(next(scores.horizonMonths()), Format.money(scores.clv().expected(), currency))
                .row("  80 % interval", range(scores.clv(), currency))
                .row(next(scores.lifetimeMonths()), Format.money(scores.lifetimeValue(), currency))
                .print(to);
        to.println();
        TextTable streams = new TextTable(
                Column.text("relationship"),
                Column.figure("customers"),
                Column.figure("revenue"),
                Column.figure("value"),
                Column.figure("80 % from"),
                Column.figure("to"),
                Column.text("model"));
        for (LifetimeResult.Stream stream : scores.streams()) {
            streams.row(
                    stream.relationship(),
                    Format.count(stream.customers()),
                    Format.money(stream.expectedRevenue(), null),
                    Format.money(stream.clv().expected(), null),
                    Format.money(stream.clv().low80(), null),
                    Format.money(stream.clv().high80(), null),
                    stream.model());
        }
        streams.print(to);
        to.println();
        for (LifetimeResult.Stream stream : scores.streams()) {
            for (String ground : stream.grounds()) {
                Paragraph.wrap(ground, console.width()).forEach(line -> to.println(console.styled(Style.FAINT, line)));
            }
        }
        printRecord(to, result);
        if (console.verbose()) {
            printTables(to, result);
        }
    }

    private static void printTables(PrintWriter to, LifetimeRun.Result result) {
        if (result.tables().isEmpty()) {
            return;
        }
        to.println();
        TextTable table = new TextTable(
                Column.text("table"), Column.text("made"), Column.figure("rows"), Column.figure("seconds"));
        result.tables().stream()
                .map(Made::of)
                .forEach(made -> table.row(
                        made.table(),
                        made.made().replace('_', ' '),
                        Format.count(made.rows()),
                        Format.number(made.seconds(), 2)));
        table.print(to);
    }

    private void printRecord(PrintWriter to, LifetimeRun.Result result) {
        if (result.trackRecord().isEmpty()) {
            return;
        }
        TrackRecord.Row first = result.trackRecord().get(0);
        to.println();
        to.println(console.styled(
                Style.STRONG,
                "Revenue from " + Format.date(first.asOf().plusDays(1)) + " to " + Format.date(first.until())
                        + ", as it would have been forecast, and as it came"));
        TextTable table = new TextTable(
                Column.text("relationship"),
                Column.figure("forecast"),
                Column.figure("80 % from"),
                Column.figure("to"),
                Column.figure("came"),
                Column.figure("bias"),
                Column.figure("customers in interval"));
        for (TrackRecord.Row row : result.trackRecord()) {
            Double bias = row.bias();
            table.row(
                    row.relationship(),
                    Format.money(row.predicted(), null),
                    Format.money(row.predictedLow(), null),
                    Format.money(row.predictedHigh(), null),
                    Format.money(row.actual(), null),
                    bias == null ? Format.UNKNOWN : Format.percent(bias, 1),
                    Format.percent(row.coverage80(), 0));
        }
        table.print(to);
    }

    private static String range(TotalEstimate total, String currency) {
        return Format.money(total.low80(), currency) + " to " + Format.money(total.high80(), currency);
    }

    /** A single month is no "1 months". */
    private static String next(double months) {
        return "next " + (Math.round(months) == 1 ? "month" : Format.months(months));
    }
}
