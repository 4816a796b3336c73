// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.run.ModelSelection;
import io.perennial.model.fit.CompensatedSum;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.validate.Sufficiency;
import io.perennial.model.value.Calibration;
import io.perennial.model.value.ParameterUncertainty;
import io.perennial.model.value.TotalValue;
import io.perennial.model.value.ValueKernel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The main job on Spark: orders in, lifetime values out, equal to those of the embedded engine.
 *
 * <pre>
 * SparkScores scores = SparkScore.of(spark.table("orders"), SparkScoreOptions.defaults());
 * scores.rows().write().parquet("scores");
 * </pre>
 */
public final class SparkScore {
    private static final String ROWS =
            " customers who bought have no purchase left after refunds and cancellations; the forecast is 0.";

    private final SparkScoreOptions options;
    private final SqlSteps steps;
    private final OrderLines orders;
    private final LocalDate start;
    private final LocalDate end;
    private final List<Notice> notices = new ArrayList<>();

    private SparkScore(Dataset<Row> table, SparkScoreOptions options) {
        this.options = options;
        String shared = "perennial_" + UUID.randomUUID().toString().replace('-', '_');
        table.createOrReplaceGlobalTempView(shared);
        // a session of its own: functions, views and settings of the caller's stay as they are
        this.steps = new SqlSteps(table.sparkSession().newSession());
        // a time is a day of the business's clock, whatever that of this machine
        steps.session().conf().set("spark.sql.session.timeZone", options.zone().getId());
        this.orders = OrderLines.of(
                steps.session().table("global_temp." + shared),
                options.columns(),
                LocalDate.now(ZoneOffset.UTC).plusDays(1));
        orders.lines().createOrReplaceTempView("order_line");
        this.start = start();
        this.end = end();
    }

    /** Reads, summarises, chooses, fits, and says how every customer is to be scored. */
    public static SparkScores of(Dataset<Row> orders, SparkScoreOptions options) {
        return new SparkScore(orders, options).run();
    }

    private SparkScores run() {
        SparkMart mart =
                new SparkMart(steps, start, end, knownUntil(), orders.facts().refunds());
        if (mart.size() == 0) {
            throw ClvException.data(
                    "no-customers",
                    "No customer has a purchase from %s to %s that was not reversed".formatted(start, end),
                    "Check --from and --until against the dates in the table: %s to %s."
                            .formatted(orders.facts().firstDay(), orders.facts().lastDay()));
        }
        double historicRevenue = mart.historicRevenue();
        Analysis analysis = options.analysis();
        mart.sample();
        ModelSelection choice = ModelSelection.of(
                mart, start, end, facts(mart), options.thresholds(), analysis, mart.size() <= options.driverRows());
        Fitting fitting = new Fitting(mart.customers(), mart.size(), analysis.unit(), options.driverRows());
        Fit<? extends PurchaseModel> purchase = fitting.purchases(choice.family());
        Fit<? extends SpendModel> spend = fitting.spend(choice.basis());
        double horizon = analysis.horizon().daysAfter(end) / analysis.unit().days();
        ParameterUncertainty uncertainty =
                fitting.uncertainty(purchase, spend, choice.basis(), horizon, analysis.discount());
        Kernel kernel = kernel(choice, purchase, spend, horizon, uncertainty);
        Dataset<Row> customers = mart.customers()
                .selectExpr(append(
                        Fitting.columns(choice.basis()),
                        "customer_id",
                        "monetary_value",
                        historicClv(analysis) + " as historic_clv"))
                .sortWithinPartitions("frequency", "recency_days", "observed_days");
        Dataset<Row> values =
                customers.mapPartitions((MapPartitionsFunction<Row, Row>) kernel::values, Encoders.row(valueColumns()));
        values.persist(StorageLevel.MEMORY_AND_DISK());
        TotalValue totals = TotalValue.of(sums(values), uncertainty, choice.originVariance(uncertainty.revenue()));
        TierCuts cuts = TierCuts.of(values, mart.size(), options.driverRows());
        values.unpersist();
        long reversed = mart.reversed().count();
        remark(choice, purchase, spend, reversed);
        return new SparkScores(
                scores(customers, mart, kernel, cuts),
                orders.refused(),
                orders.facts().read(),
                orders.facts().accepted(),
                mart.size() + reversed,
                start,
                end,
                purchase,
                spend,
                choice.basis(),
                choice.transactionFactor(),
                choice.revenueFactor(),
                totals,
                historicRevenue,
                choice.reason(),
                List.copyOf(notices));
    }

    private Kernel kernel(
            ModelSelection choice,
            Fit<? extends PurchaseModel> purchase,
            Fit<? extends SpendModel> spend,
            double horizon,
            ParameterUncertainty uncertainty) {
        Calibration c = choice.calibration();
        Analysis analysis = options.analysis();
        return new Kernel(
                choice.family(),
                analysis.unit(),
                purchase.model().parameters(),
                spend.model().parameters(),
                horizon,
                analysis.discount().annual(),
                analysis.margin().orElse(1),
                choice.transactionFactor(),
                choice.revenueFactor(),
                // factors learnt from a backtest contain the error of the parameters already
                c.equals(Calibration.NONE) ? uncertainty.customer() : 0,
                new double[] {c.low80(), c.high80(), c.low95(), c.high95()});
    }

    private Dataset<Row> scores(Dataset<Row> customers, SparkMart mart, Kernel kernel, TierCuts cuts) {
        DataType id = mart.customers().schema().apply("customer_id").dataType();
        LocalDate asOf = end;
        Dataset<Row> scored = customers.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> kernel.scores(rows, asOf, cuts),
                Encoders.row(scoreColumns(id)));
        String last = cuts.tiers().nameOf(0);
        double days = options.analysis().unit().days();
        return scored.unionByName(mart.reversed()
                .selectExpr(
                        "customer_id",
                        "0 as frequency",
                        "0d as recency",
                        "observed_days / %sd as T".formatted(days),
                        "cast(null as double) as monetary_value",
                        "0d as p_alive",
                        "0d as p_buy",
                        "0d as expected_transactions",
                        "0d as expected_spend",
                        "0d as clv",
                        "0d as clv_low",
                        "0d as clv_high",
                        historicClv(options.analysis()) + " as historic_clv",
                        "cast(null as date) as next_purchase_date",
                        "'%s' as tier".formatted(last)));
    }

    private static String historicClv(Analysis analysis) {
        String product = analysis.margin().isEmpty() || analysis.margin().getAsDouble() == 1
                ? "revenue"
                : "cast(revenue as decimal(28, 4)) * cast(%s as decimal(9, 8))"
                        .formatted(BigDecimal.valueOf(analysis.margin().getAsDouble())
                                .toPlainString());
        return "cast(%s as decimal(38, 4))".formatted(product);
    }

    private Sufficiency.Facts facts(SparkMart mart) {
        Row row = mart.customers()
                .agg(
                        count(lit(1)),
                        min(expr("observed_days - recency_days")),
                        count(when(
                                expr("frequency + 1 >= " + options.thresholds().frequentOrders()), 1)))
                .head();
        return new Sufficiency.Facts(
                row.getLong(0), ChronoUnit.DAYS.between(start, end) + 1.0, row.getInt(1), row.getLong(2));
    }

    private static ValueKernel.Sums sums(Dataset<Row> values) {
        CompensatedSum total = new CompensatedSum(6);
        for (Row row :
                values.where("transactions is not null").drop("clv", "alive").collectAsList()) {
            double[] part = new double[6];
            for (int i = 0; i < part.length; i++) {
                part[i] = row.getDouble(i);
            }
            total.add(part);
        }
        return ValueKernel.Sums.of(total.value());
    }

    private LocalDate start() {
        LocalDate first = orders.facts().firstDay();
        if (first == null) {
            throw ClvException.data(
                    "no-orders",
                    "No order could be accepted: %d rows read, %d quarantined"
                            .formatted(
                                    orders.facts().read(),
                                    orders.facts().read() - orders.facts().accepted()),
                    "Look at the refused rows (--quarantine PATH) or name the columns with --customer, --date and --amount.");
        }
        LocalDate from = options.analysis().from();
        if (from != null && from.isAfter(first)) {
            notices.add(new Notice(
                    "left-truncated",
                    "Orders before %s are left out: customers who bought before then count as new on their first order after it."
                            .formatted(from)));
            return from;
        }
        return first;
    }

    private LocalDate end() {
        LocalDate last = orders.facts().lastDay();
        LocalDate until = options.analysis().until();
        if (until == null) {
            until = last == null ? start : last;
            notices.add(new Notice(
                    "observation-end-assumed",
                    "The observation is taken to end on %s, the last day seen; if nothing was bought for some days after it, give --until DATE."
                            .formatted(until)));
        }
        if (until.isBefore(start)) {
            throw ClvException.user(
                    "window-empty",
                    "--until must not lie before the first day observed %s, was %s".formatted(start, until),
                    "Choose a later --until or an earlier --from.");
        }
        return until;
    }

    private LocalDate knownUntil() {
        LocalDate known = orders.facts().lastKnown();
        return options.analysis().until() != null || known == null || known.isBefore(end) ? end : known;
    }

    private void remark(
            ModelSelection choice,
            Fit<? extends PurchaseModel> purchase,
            Fit<? extends SpendModel> spend,
            long reversed) {
        if (reversed > 0) {
            notices.add(new Notice("customers-reversed", reversed + ROWS));
        }
        if (options.analysis().margin().isEmpty()) {
            notices.add(
                    new Notice(
                            "no-margin",
                            "Values are revenue, not profit, because no margin was given; give --margin 0.40 for gross profit."));
        }
        notices.addAll(choice.notices());
        purchase.diagnoses().stream().map(Notice::of).forEach(notices::add);
        spend.diagnoses().stream().map(Notice::of).forEach(notices::add);
    }

    private static String[] append(String[] columns, String... more) {
        List<String> all = new ArrayList<>(List.of(columns));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static StructType valueColumns() {
        StructType columns = new StructType().add("clv", DataTypes.DoubleType);
        for (String sum : List.of(
                "transactions",
                "transaction_variance",
                "revenue",
                "revenue_variance",
                "value",
                "value_variance",
                "alive")) {
            columns = columns.add(sum, DataTypes.DoubleType);
        }
        return columns;
    }

    private static StructType scoreColumns(DataType id) {
        StructType columns = new StructType()
                .add("customer_id", id)
                .add("frequency", DataTypes.IntegerType)
                .add("recency", DataTypes.DoubleType)
                .add("T", DataTypes.DoubleType)
                .add("monetary_value", DataTypes.DoubleType);
        for (String figure :
                List.of("p_alive", "p_buy", "expected_transactions", "expected_spend", "clv", "clv_low", "clv_high")) {
            columns = columns.add(figure, DataTypes.DoubleType);
        }
        return columns.add("historic_clv", DataTypes.createDecimalType(38, 4))
                .add("next_purchase_date", DataTypes.DateType)
                .add("tier", DataTypes.StringType);
    }
}
