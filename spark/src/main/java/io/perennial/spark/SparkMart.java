// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.col;

import io.perennial.engine.mart.Columns;
import io.perennial.engine.mart.CustomerMart;
import io.perennial.engine.mart.Mart;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/** The steps from order lines to customers on Spark, which choose models by the same queries as the embedded engine. */
final class SparkMart implements CustomerMart, AutoCloseable {
    /** Beyond this number of customers backtests look at a sample, as in the embedded engine. */
    private static final long SAMPLE_CUSTOMERS = 20_000;

    private final SqlSteps steps;
    private final boolean refunds;
    private final LocalDate end;
    private final Dataset<Row> customers;
    private final Dataset<Row> reversed;
    private final long size;
    private int sampleOf = 1;

    /**
     * @param steps of a session with the view {@code order_line}
     * @param refunds whether lines of kind refund have to be netted
     */
    SparkMart(SqlSteps steps, LocalDate start, LocalDate end, LocalDate knownUntil, boolean refunds) {
        this.steps = steps;
        this.refunds = refunds;
        this.end = end;
        steps.prelude(Mart.class);
        steps.define("observation_start", start);
        steps.define("known_until", knownUntil);
        steps.define("observation_end", end);
        if (refunds) {
            net(knownUntil, 1);
        } else {
            together();
        }
        run(refunds ? "purchase_day" : "purchase_day_plain");
        run("customer_history_netted");
        this.customers = run("summarised_customer").persist(StorageLevel.MEMORY_AND_DISK());
        customers.createOrReplaceTempView("customer_summary");
        this.size = customers.count();
        this.reversed = run(refunds ? "reversed_customer" : "reversed_customer_none");
    }

    /** One row per customer with a purchase that was not reversed. */
    Dataset<Row> customers() {
        return customers;
    }

    /** Customers of whose purchases none was left. */
    Dataset<Row> reversed() {
        return reversed;
    }

    /** How many customers there are. */
    long size() {
        return size;
    }

    /** Net revenue of all customers up to the observation end, summed as decimals. */
    double historicRevenue() {
        return run("historic_revenue").head().getDouble(0);
    }

    /** Takes the sample that backtests look at; its days are kept, for they are read once for every question. */
    void sample() {
        sampleOf = (int) Math.max(1, size / SAMPLE_CUSTOMERS);
        steps.define("sample_buckets", sampleOf);
        keep("purchase_day_sample", run("purchase_day_sample_netted"));
    }

    @Override
    public int sampleOf() {
        return sampleOf;
    }

    @Override
    public void origin(LocalDate windowStart, LocalDate origin, LocalDate holdoutEnd) {
        steps.define("window_start", windowStart);
        steps.define("observation_end", origin);
        steps.define("holdout_end", holdoutEnd);
        if (refunds) {
            net(origin, sampleOf);
            keep("origin_day", run("origin_day_netted"));
        } else {
            run("origin_day_plain");
        }
    }

    @Override
    public Columns holdout() {
        return columns("holdout");
    }

    @Override
    public Columns holdoutWeeks() {
        return columns("holdout_week");
    }

    @Override
    public Columns repeatWeeks() {
        return columns("repeat_week");
    }

    @Override
    public Columns repeatDays() {
        return columns("repeat_day");
    }

    @Override
    public Columns acquisitions() {
        return columns("acquisition");
    }

    @Override
    public Columns intervalPairs(LocalDate observationEnd) {
        steps.define("observation_end", observationEnd);
        return columns("interval_pair");
    }

    @Override
    public double meanLogIntervalAtOrigin() {
        return columns("interval_log_origin").doubles("mean_log_interval")[0];
    }

    @Override
    public void close() {
        steps.define("observation_end", end);
        customers.unpersist();
    }

    /**
     * Brings the lines of a customer together once: grouping them by day and then by customer needs no further exchange. Grouping by day before the exchange would make
     * little less of them, since few buy twice on a day.
     */
    private void together() {
        steps.session().table("order_line").repartition(col("customer_id")).createOrReplaceTempView("order_line");
    }

    private void net(LocalDate until, int buckets) {
        steps.define("netting_end", until);
        steps.define("netting_buckets", buckets);
        run("netting");
    }

    private Dataset<Row> run(String step) {
        return steps.run(Mart.class, step);
    }

    /** A sample fits on the driver; what follows reads it from there. */
    private void keep(String view, Dataset<Row> rows) {
        steps.session()
                .createDataFrame(rows.collectAsList(), rows.schema())
                .repartition(1)
                .persist(StorageLevel.MEMORY_AND_DISK())
                .createOrReplaceTempView(view);
    }

    private Columns columns(String step) {
        return collect(run(step));
    }

    /** A small result as primitive arrays: integers as they are, all else as doubles, NaN for null. */
    static Columns collect(Dataset<Row> result) {
        List<Row> rows = result.collectAsList();
        Map<String, Object> byName = new LinkedHashMap<>();
        StructField[] fields = result.schema().fields();
        for (int c = 0; c < fields.length; c++) {
            int column = c;
            boolean integer = fields[c].dataType().equals(DataTypes.IntegerType);
            byName.put(
                    fields[c].name(),
                    integer
                            ? rows.stream().mapToInt(row -> row.getInt(column)).toArray()
                            : rows.stream()
                                    .mapToDouble(row -> row.isNullAt(column)
                                            ? Double.NaN
                                            : ((Number) row.get(column)).doubleValue())
                                    .toArray());
        }
        return Columns.of(rows.size(), byName);
    }
}
