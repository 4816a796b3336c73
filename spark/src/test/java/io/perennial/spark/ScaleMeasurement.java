// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.analysis.Analysis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** What scoring costs beside the bare grouping of the same files; {@code spark/cluster/measure} runs it. Rounds alternate, and the medians are told. */
final class ScaleMeasurement {
    /** Orders of a customer on average. */
    private static final int PER_CUSTOMER = 6;

    private static final int ROUNDS = 3;

    private final SparkSession session;
    private final String orders;
    private final String results;
    private final AtomicLong shuffled = new AtomicLong();

    private ScaleMeasurement(SparkSession session, Path folder) {
        this.session = session;
        this.orders = folder.resolve("orders").toString();
        this.results = folder.resolve("results").toString();
        session.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
            }
        });
    }

    /** Arguments: number of orders, folder. */
    public static void main(String[] args) throws IOException {
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            new ScaleMeasurement(session, Path.of(args[1])).run(Long.parseLong(args[0]));
        }
    }

    private void run(long size) {
        session.range(0, size, 1, 8)
                .selectExpr(
                        "'C' || pmod(xxhash64(id), %d) as customer_id".formatted(size / PER_CUSTOMER),
                        "date_add(date '2022-01-01', cast(1095 * pow(rand(7), 1.5) as int)) as order_date",
                        "cast(exp(3 + randn(8)) as decimal(18, 4)) as amount")
                .write()
                .mode("overwrite")
                .parquet(orders);
        List<Double> floors = new ArrayList<>();
        List<Double> scorings = new ArrayList<>();
        long bytes = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            double floor = seconds(this::group);
            shuffled.set(0);
            double scoring = seconds(this::score);
            bytes = shuffled.get();
            if (round > 0) {
                floors.add(floor);
                scorings.add(scoring);
            }
        }
        long customers = session.read().parquet(results).count();
        new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                .printf(
                        Locale.ROOT,
                        "%d orders, %d customers: grouping %.1f s, scoring %.1f s, ratio %.2f; %.0f bytes shuffled per customer%n",
                        size,
                        customers,
                        median(floors),
                        median(scorings),
                        median(scorings) / median(floors),
                        (double) bytes / customers);
    }

    private void group() {
        session.read()
                .parquet(orders)
                .groupBy("customer_id")
                .agg(Map.of("order_date", "max", "amount", "sum"))
                .write()
                .mode("overwrite")
                .parquet(results);
    }

    private void score() {
        SparkScore.of(
                        session.read().parquet(orders),
                        SparkScoreOptions.defaults()
                                .withAnalysis(
                                        Analysis.defaults().withModel("bg-nbd").withOrigins(0)))
                .rows()
                .write()
                .mode("overwrite")
                .parquet(results);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
