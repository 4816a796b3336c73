// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.run.ScoreResult;
import io.perennial.model.value.TotalEstimate;
import io.perennial.model.value.TotalValue;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code score --json} answers: the fields that {@code clv score --json} has too have its names and mean the same.
 *
 * @param filesLeftOut files of the input that could not be read
 */
record ScoreAnswer(
        long rowsRead,
        long rowsAccepted,
        long rowsQuarantined,
        List<String> filesLeftOut,
        long customers,
        LocalDate observationStart,
        LocalDate observationEnd,
        String timeUnit,
        String basis,
        @Nullable Double margin,
        String horizon,
        LocalDate horizonEnd,
        double discountRate,
        ScoreResult.Model purchaseModel,
        ScoreResult.Model spendModel,
        Totals totals,
        String choice,
        List<Notice> warnings,
        String out,
        @Nullable String quarantine) {

    /** Sums over all customers, with the ends of 80 % intervals. */
    record Totals(
            double historicRevenue,
            double expectedTransactions,
            double expectedTransactionsLow,
            double expectedTransactionsHigh,
            double expectedSpend,
            double clv,
            double clvLow,
            double clvHigh) {
        private static Totals of(double historicRevenue, TotalValue value) {
            TotalEstimate transactions = value.transactions();
            TotalEstimate clv = value.clv();
            return new Totals(
                    historicRevenue,
                    transactions.expected(),
                    transactions.low80(),
                    transactions.high80(),
                    value.revenue().expected(),
                    clv.expected(),
                    clv.low80(),
                    clv.high80());
        }
    }

    static ScoreAnswer of(
            SparkScores scores, Analysis analysis, List<String> filesLeftOut, String out, @Nullable String quarantine) {
        return new ScoreAnswer(
                scores.rowsRead(),
                scores.rowsAccepted(),
                scores.rowsQuarantined(),
                filesLeftOut,
                scores.customers(),
                scores.observationStart(),
                scores.observationEnd(),
                analysis.unit().label(),
                analysis.basis(),
                analysis.margin().isPresent() ? (Double) analysis.margin().getAsDouble() : null,
                analysis.horizon().label(),
                analysis.horizon().endAfter(scores.observationEnd()),
                analysis.discount().annual(),
                ScoreResult.Model.of(scores.purchase().model().id(), scores.purchase(), scores.transactionFactor()),
                ScoreResult.Model.of(
                        scores.spendBasis().id(), scores.spend(), scores.revenueFactor() / scores.transactionFactor()),
                Totals.of(scores.historicRevenue(), scores.totals()),
                scores.reason(),
                scores.notices(),
                out,
                quarantine);
    }
}
