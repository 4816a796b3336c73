// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.HistoryTotals;
import io.perennial.model.purchase.PartitionedHistories;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.PartitionedSpend;
import io.perennial.model.spend.SpendHistories;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.value.ParameterUncertainty;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits to all customers. Equal rows are grouped by Spark; what is small then is fitted on the driver by the code of the embedded engine, what is large stays where it lies
 * and only sums of likelihoods travel.
 *
 * @param customers rows of {@code summarised_customer}
 * @param size how many
 * @param driverRows most rows that the driver takes
 */
record Fitting(Dataset<Row> customers, long size, TimeUnit unit, int driverRows) {
    /** The uncertainty of the parameters is computed on a sample of customers where there are more: its error is then a thousandth of it. */
    private static final long UNCERTAINTY_CUSTOMERS = 1_000_000;

    private static final String WEIGHT = "weight";

    Fit<? extends PurchaseModel> purchases(PurchaseFamily family) {
        Dataset<Row> grouped = customers
                .groupBy("frequency", "recency_days", "observed_days")
                .agg(count(lit(1)).cast("double").as(WEIGHT))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long rows = grouped.count();
            return rows <= driverRows
                    ? family.fit(histories(grouped), Fitting::noRegularFamily)
                    : partitioned(family, grouped, rows);
        } finally {
            grouped.unpersist();
        }
    }

    private static double noRegularFamily() {
        throw new IllegalStateException("families that buy regularly must not be fitted here");
    }

    private PurchaseHistories histories(Dataset<Row> grouped) {
        List<Row> rows = grouped.collectAsList();
        return PurchaseHistories.of(
                        unit,
                        rows.stream().mapToInt(row -> row.getInt(0)).toArray(),
                        rows.stream()
                                .mapToDouble(row -> row.getInt(1) / unit.days())
                                .toArray(),
                        rows.stream()
                                .mapToDouble(row -> row.getInt(2) / unit.days())
                                .toArray(),
                        rows.stream().mapToDouble(row -> row.getDouble(3)).toArray())
                .canonical();
    }

    private Fit<? extends PurchaseModel> partitioned(PurchaseFamily family, Dataset<Row> grouped, long rows) {
        Row sums = grouped.agg(
                        sum(WEIGHT),
                        sum(col(WEIGHT).multiply(col("frequency"))),
                        sum(col(WEIGHT).multiply(col("observed_days"))))
                .head();
        HistoryTotals totals = new HistoryTotals(
                sums.getDouble(0), sums.getDouble(1), sums.getDouble(2) / unit.days(), unit.perYear());
        Dataset<Row> inUnits = grouped.select(
                col("frequency"),
                col("recency_days").divide(lit(unit.days())).as("recency"),
                col("observed_days").divide(lit(unit.days())).as("observed"),
                col(WEIGHT));
        RowBlocks<PurchaseHistories> blocks = RowBlocks.of(inUnits, partitions(), new Histories(unit));
        try {
            return family.fit(new PartitionedHistories(unit, Math.toIntExact(rows), totals, blocks));
        } finally {
            blocks.release();
        }
    }

    Fit<? extends SpendModel> spend(SpendBasis basis) {
        Dataset<Row> grouped = customers
                .selectExpr("%s as purchases".formatted(purchases(basis)), "%s as mean".formatted(mean(basis)))
                .where("purchases > 0 and mean > 0")
                .groupBy("purchases", "mean")
                .agg(count(lit(1)).cast("double").as(WEIGHT))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long rows = grouped.count();
            if (rows == 0) {
                return SpendBasis.nothingPaid();
            }
            return rows <= driverRows
                    ? GammaGammaFitter.fit(amounts(grouped), FitOptions.defaults())
                    : partitioned(grouped, rows);
        } finally {
            grouped.unpersist();
        }
    }

    private static SpendHistories amounts(Dataset<Row> grouped) {
        List<Row> rows = grouped.collectAsList();
        return SpendHistories.of(
                rows.stream().mapToInt(row -> row.getInt(0)).toArray(),
                rows.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
                rows.stream().mapToDouble(row -> row.getDouble(2)).toArray());
    }

    private Fit<? extends SpendModel> partitioned(Dataset<Row> grouped, long rows) {
        // Doubles add up to other last digits in another order, which is that of tasks to end: decimals do not. The
        // digits left off are far below those of the sum.
        Column logMeans =
                sum(col(WEIGHT).multiply(log("mean")).cast("decimal(28,12)")).cast("double");
        Row sums = grouped.agg(sum(WEIGHT), logMeans, min("mean"), max("mean")).head();
        RowBlocks<SpendHistories> blocks = RowBlocks.of(
                grouped.select(col("purchases"), col("mean"), lit(0.0).as("nothing"), col(WEIGHT)),
                partitions(),
                new Amounts());
        try {
            return GammaGammaFitter.fit(
                    new PartitionedSpend(
                            Math.toIntExact(rows),
                            sums.getDouble(0),
                            sums.getDouble(1),
                            sums.getDouble(2),
                            sums.getDouble(3),
                            blocks),
                    FitOptions.defaults());
        } finally {
            blocks.release();
        }
    }

    /** The uncertainty of the parameters for these customers, or for a sample of them where they are many. */
    ParameterUncertainty uncertainty(
            Fit<? extends PurchaseModel> purchase,
            Fit<? extends SpendModel> spend,
            SpendBasis basis,
            double horizon,
            DiscountRate rate) {
        int buckets = (int) ((size + UNCERTAINTY_CUSTOMERS - 1) / UNCERTAINTY_CUSTOMERS);
        List<Row> rows = new ArrayList<>(customers
                .where("sample_bucket(customer_id, %d) = 0".formatted(buckets))
                .selectExpr(columns(basis))
                .collectAsList());
        rows.sort(CustomerBatch.order());
        CustomerBatch batch = CustomerBatch.of(unit, rows);
        return ParameterUncertainty.of(purchase, spend, batch.histories(), batch.customers(), horizon, rate);
    }

    private int partitions() {
        return Math.min(
                RowBlocks.BLOCKS, customers.sparkSession().sparkContext().defaultParallelism() * 2);
    }

    static String purchases(SpendBasis basis) {
        return basis == SpendBasis.ALL ? "frequency + 1" : "frequency";
    }

    static String mean(SpendBasis basis) {
        return basis == SpendBasis.ALL ? "mean_amount" : "monetary_value";
    }

    /** What a {@link CustomerBatch} begins with. */
    static String[] columns(SpendBasis basis) {
        return new String[] {
            "frequency", "recency_days", "observed_days", purchases(basis) + " as purchases", mean(basis) + " as mean"
        };
    }

    /** Purchase histories: frequency, recency, T. */
    private record Histories(TimeUnit unit) implements RowBlocks.Kind<PurchaseHistories> {
        @Override
        public PurchaseHistories rows(RowBlocks.Block block) {
            return PurchaseHistories.of(unit, block.count(), block.first(), block.second(), block.weight());
        }

        @Override
        public RowBlocks.Block sample(RowBlocks.Block block, int rows) {
            PurchaseHistories few = rows(block).sample(rows);
            int n = few.size();
            RowBlocks.Block taken =
                    new RowBlocks.Block(block.number(), new int[n], new double[n], new double[n], new double[n]);
            for (int i = 0; i < n; i++) {
                taken.count()[i] = few.frequency(i);
                taken.first()[i] = few.recency(i);
                taken.second()[i] = few.T(i);
                taken.weight()[i] = few.weight(i);
            }
            return taken;
        }
    }

    /** What customers spent: purchases and their mean. */
    private record Amounts() implements RowBlocks.Kind<SpendHistories> {
        @Override
        public SpendHistories rows(RowBlocks.Block block) {
            return SpendHistories.of(block.count(), block.first(), block.weight());
        }

        @Override
        public RowBlocks.Block sample(RowBlocks.Block block, int rows) {
            SpendHistories few = rows(block).sample(rows);
            int n = few.size();
            RowBlocks.Block taken =
                    new RowBlocks.Block(block.number(), new int[n], new double[n], new double[n], new double[n]);
            for (int i = 0; i < n; i++) {
                taken.count()[i] = few.purchases(i);
                taken.first()[i] = few.mean(i);
                taken.weight()[i] = few.weight(i);
            }
            return taken;
        }
    }
}
