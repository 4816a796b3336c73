// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.run.ScoreRequest;
import io.perennial.engine.run.ScoreResult;
import io.perennial.engine.run.ScoreRun;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.DiscountRate;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters and scores are those of the embedded engine: chosen, fitted on the driver, and fitted over partitions. */
class SparkScoreConsistencyTest {
    private static final Path ORDERS = Path.of("../examples/orders.csv");

    private static final String COLUMNS =
            "customer_id, tier, next_purchase_date, frequency, historic_clv, recency, T, monetary_value, p_alive, p_buy, expected_transactions, expected_spend, clv, clv_low, clv_high";

    /** What both engines are to agree to. */
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    @Test
    void theChosenModelAndItsScoresAgree() throws Exception {
        agree(Analysis.defaults().withOrigins(1).withMargin(0.4).withDiscount(DiscountRate.annual(0.1)), 1_000_000);
    }

    @Test
    void partitionedFitsAgree() throws Exception {
        for (String model : List.of("bg-nbd", "pareto-nbd")) {
            agree(Analysis.defaults().withModel(model).withOrigins(0), 50);
        }
    }

    private void agree(Analysis analysis, int driverRows) throws Exception {
        Path out = folder.resolve("scores.parquet");
        ScoreResult embedded =
                ScoreRun.run(ScoreRequest.of(SourceRequest.of(List.of(ORDERS.toString()), LocalDate.of(2030, 1, 1)))
                        .withAnalysis(analysis)
                        .withOut(out));
        SparkScores spark = SparkScore.of(
                Engines.spark().read().option("header", "true").csv(ORDERS.toString()),
                SparkScoreOptions.defaults().withAnalysis(analysis).withDriverRows(driverRows));
        assertThat(spark.purchase().model().id())
                .isEqualTo(embedded.purchaseModel().name());
        close("purchase parameters", spark.purchase().estimates(), embedded.purchaseModel());
        close("spend parameters", spark.spend().estimates(), embedded.spendModel());
        assertThat(spark.totals().clv().expected())
                .isCloseTo(
                        embedded.totals().clv(),
                        within(TOLERANCE * embedded.totals().clv()));
        assertThat(spark.totals().clv().high80())
                .isCloseTo(
                        embedded.totals().clvHigh(),
                        within(1e-6 * embedded.totals().clvHigh()));
        assertThat(spark.customers()).isEqualTo(embedded.customers());
        try (Connection db = Engines.duckdb()) {
            List<List<Object>> expected = Engines.rows(db, "select %s from '%s'".formatted(COLUMNS, out));
            List<Row> rows = spark.rows().selectExpr(COLUMNS.split(", ", -1)).collectAsList();
            Engines.assertSame("scores", Engines.rows(rows), expected, TOLERANCE);
        }
    }

    private static void close(String what, double[] estimates, ScoreResult.Model expected) {
        int i = 0;
        for (double parameter : expected.parameters().values()) {
            assertThat(estimates[i++]).as(what).isCloseTo(parameter, within(TOLERANCE * parameter));
        }
    }
}
