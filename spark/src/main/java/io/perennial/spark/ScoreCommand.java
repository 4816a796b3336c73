// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.ClvException;
import io.perennial.engine.Json;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code score}: orders of a lake in, lifetime values out. */
@Command(
        name = "score",
        description = "Turn tables of orders into a lifetime value per customer, on Spark.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
    private static final int QUARANTINED = 4;
    private static final String FAIL = "fail";
    private static final String LEAVE_OUT = "leave-out";

    private final Supplier<SparkSession> sessions;
    private final PrintWriter out;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "The same as --input.")
    private List<String> files = List.of();

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders of orders, or table:NAME for one of the catalog.")
    private List<String> inputs = List.of();

    @Option(
            names = "--corrupt-files",
            paramLabel = "WHAT",
            description = "fail (default) at a file that cannot be read, or leave-out: go on without it and say so.")
    private String corruptFiles = FAIL;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "parquet, csv, orc or json (default: by the ending, else parquet).")
    private @Nullable String format;

    @Option(
            names = {"--output", "--out"},
            required = true,
            paramLabel = "PATH",
            description = "Folder of scores, or table:NAME.")
    private String output = "";

    @Option(names = "--output-format", paramLabel = "NAME", description = "parquet (default), csv or orc.")
    private String outputFormat = "parquet";

    @Option(
            names = "--mode",
            paramLabel = "NAME",
            description = "error (default), append a day's scores, or overwrite them.")
    private String mode = "error";

    @Option(names = "--quarantine", paramLabel = "PATH", description = "Folder for refused rows, as CSV with the rule.")
    private @Nullable String quarantine;

    @Option(names = "--customer", paramLabel = "COL", description = "Column of the customer id.")
    private @Nullable String customer;

    @Option(names = "--date", paramLabel = "COL", description = "Column of the order date.")
    private @Nullable String date;

    @Option(names = "--amount", paramLabel = "COL", description = "Column of the amount paid.")
    private @Nullable String amount;

    @Option(names = "--order", paramLabel = "COL", description = "Column of the order id; ties refunds to orders.")
    private @Nullable String order;

    @Option(
            names = "--quantity",
            paramLabel = "COL",
            description = "Column of the quantity, with --price instead of --amount.")
    private @Nullable String quantity;

    @Option(names = "--price", paramLabel = "COL", description = "Column of the unit price.")
    private @Nullable String price;

    @Option(
            names = "--date-format",
            paramLabel = "P",
            description = "How dates are written: dd/MM/yyyy (default: ISO 8601).")
    private @Nullable String dateFormat;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Business time zone, such as Europe/Paris (default UTC).")
    private String zone = "UTC";

    @Option(names = "--from", paramLabel = "DATE", description = "First day observed.")
    private @Nullable LocalDate from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Last day observed (default: the last day seen, with a warning).")
    private @Nullable LocalDate until;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Time unit of the models: day, week (default) or month.")
    private TimeUnit unit = TimeUnit.WEEK;

    @Option(names = "--model", paramLabel = "NAME", description = "auto (default), bg-nbd, mbg-nbd or pareto-nbd.")
    private String model = Analysis.AUTO;

    @Option(names = "--horizon", paramLabel = "SPAN", description = "How far ahead: 12months (default), 90days, 1year.")
    private String horizon = "12months";

    @Option(names = "--discount", paramLabel = "RATE", description = "Annual, effective: 0.10.")
    private double discount;

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            description = "Gross margin: 0.40. Values are revenue without it.")
    private @Nullable Double margin;

    @Option(
            names = "--origins",
            paramLabel = "N",
            description = "Rolling origins of the backtest (default 3; 0: none).")
    private int origins = 3;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of every random draw.")
    private long seed = Analysis.defaults().seed();

    @Option(
            names = "--driver-rows",
            paramLabel = "N",
            description = "Most distinct rows that are fitted on the driver (default 4000000).")
    private int driverRows = SparkScoreOptions.defaults().driverRows();

    @Option(names = "--json", description = "Print one JSON object, with the names of clv score --json.")
    private boolean json;

    ScoreCommand(Supplier<SparkSession> sessions, PrintWriter out) {
        this.sessions = sessions;
        this.out = out;
    }

    @Override
    public Integer call() {
        Analysis analysis = analysis();
        SparkScoreOptions options = SparkScoreOptions.defaults()
                .withColumns(new OrderColumns(customer, date, amount, order, quantity, price, dateFormat))
                .withZone(zoneId())
                .withAnalysis(analysis)
                .withDriverRows(driverRows);
        ScoreFolder.Mode how = ScoreFolder.mode(mode);
        boolean leaveOut = leaveOut();
        List<String> all = Stream.concat(inputs.stream(), files.stream()).toList();
        if (all.isEmpty()) {
            throw ClvException.user(
                    "inputs", "No orders are named", "Give files or folders with --input, or --input table:NAME.");
        }
        SparkSession session = sessions.get();
        OrderFiles orders = new OrderFiles(session, all, format);
        Consumer<SparkScores> target = target(session, how);
        SparkScores scores = scored(session, orders, options, target, leaveOut);
        if (quarantine != null && scores.rowsQuarantined() > 0) {
            scores.refused().write().option("header", "true").csv(quarantine);
        }
        if (json) {
            out.println(Json.of(ScoreAnswer.of(
                    scores, analysis, orders.leftOut(), output, scores.rowsQuarantined() > 0 ? quarantine : null)));
            out.flush();
        } else {
            orders.leftOut().forEach(file -> out.println("warning: Cannot read " + file + "; it was left out."));
            print(scores);
        }
        return scores.rowsQuarantined() > 0 || !orders.leftOut().isEmpty() ? QUARANTINED : 0;
    }

    /** Where the scores go, looked at before anything is computed. */
    private Consumer<SparkScores> target(SparkSession session, ScoreFolder.Mode how) {
        if (output.startsWith(OrderFiles.TABLE)) {
            ScoreTable table = ScoreTable.check(session, output.substring(OrderFiles.TABLE.length()), how);
            return scores -> table.write(scores.rows(), scores.observationEnd());
        }
        ScoreFolder folder = ScoreFolder.check(session, output, how, outputFormat);
        return scores -> folder.write(scores.rows(), scores.observationEnd());
    }

    /** Scores and writes, again without a file that turns out to be broken, if so asked: most such files show in the first look at the orders. */
    private static SparkScores scored(
            SparkSession session,
            OrderFiles orders,
            SparkScoreOptions options,
            Consumer<SparkScores> target,
            boolean leaveOut) {
        while (true) {
            try {
                SparkScores scores = SparkScore.of(orders.read(), options);
                target.accept(scores);
                return scores;
            } catch (Exception e) { // Spark throws checked exceptions that it does not declare
                String broken = OrderFiles.unreadable(e);
                if (!leaveOut || broken == null || !orders.leaveOut(broken)) {
                    throw e;
                }
                session.catalog().clearCache();
            }
        }
    }

    private boolean leaveOut() {
        if (!corruptFiles.equals(FAIL) && !corruptFiles.equals(LEAVE_OUT)) {
            throw ClvException.user(
                    "corrupt-files-unknown",
                    "--corrupt-files must be fail or leave-out, was " + corruptFiles,
                    "fail is the default.");
        }
        return corruptFiles.equals(LEAVE_OUT);
    }

    private ZoneId zoneId() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ClvException.user(
                    "zone-unknown", "--zone must be a time zone, was " + zone, "Write it like Europe/Paris or UTC.");
        }
    }

    private Analysis analysis() {
        if (!(discount >= 0 && discount < 10)) {
            throw ClvException.user(
                    "discount-out-of-range",
                    "--discount must be a fraction such as 0.10, was " + discount,
                    "Ten percent a year is 0.10.");
        }
        Double share = margin;
        if (share != null && !(share >= 0 && share <= 1)) {
            throw ClvException.user(
                    "margin-out-of-range",
                    "--margin must be a fraction from 0 to 1, was " + share,
                    "Forty percent is 0.40.");
        }
        if (origins < 0 || origins > 24) {
            throw ClvException.user(
                    "origins-out-of-range", "--origins must be 0 to 24, was " + origins, "3 is the default.");
        }
        Analysis analysis = Analysis.defaults()
                .withWindow(from, until)
                .withUnit(unit)
                .withModel(model)
                .withHorizon(Horizon.parse(horizon))
                .withDiscount(DiscountRate.annual(discount))
                .withOrigins(origins)
                .withSeed(seed);
        return share == null ? analysis : analysis.withMargin(share);
    }

    private void print(SparkScores s) {
        s.notices().forEach(notice -> out.println("warning: " + notice.message()));
        out.printf(
                Locale.ROOT,
                "rows %d read, %d accepted, %d quarantined%ncustomers %d, observed %s to %s%nmodel %s %s, spend %s%n"
                        + "historic revenue %.2f%nlifetime value %.2f (80 %%: %.2f to %.2f)%nscores: %s%n",
                s.rowsRead(),
                s.rowsAccepted(),
                s.rowsQuarantined(),
                s.customers(),
                s.observationStart(),
                s.observationEnd(),
                s.purchase().model().id(),
                Arrays.toString(s.purchase().estimates()),
                Arrays.toString(s.spend().estimates()),
                s.historicRevenue(),
                s.totals().clv().expected(),
                s.totals().clv().low80(),
                s.totals().clv().high80(),
                output);
        out.flush();
    }
}
