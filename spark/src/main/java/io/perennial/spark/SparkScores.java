// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.value.TotalValue;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores, not yet computed where they are many: {@link #rows()} is a plan that whoever writes it runs.
 *
 * @param rows one row per customer, with the columns of {@code clv score}
 * @param refused rows of the input that were set aside, with {@code rule}
 * @param customers those without any purchase left included
 * @param purchase the fitted purchase model
 * @param spend the fitted spend model
 * @param spendBasis the purchases that it was fitted to
 * @param transactionFactor factor that a backtest put on expected transactions, 1 for none
 * @param revenueFactor the same for expected revenue
 * @param totals over all customers, corrected
 * @param historicRevenue received up to the observation end, refunds deducted
 * @param reason why these models
 * @param notices what to know before believing the figures
 */
public record SparkScores(
        Dataset<Row> rows,
        Dataset<Row> refused,
        long rowsRead,
        long rowsAccepted,
        long customers,
        LocalDate observationStart,
        LocalDate observationEnd,
        Fit<? extends PurchaseModel> purchase,
        Fit<? extends SpendModel> spend,
        SpendBasis spendBasis,
        double transactionFactor,
        double revenueFactor,
        TotalValue totals,
        double historicRevenue,
        String reason,
        List<Notice> notices) {

    /** Rows set aside. */
    public long rowsQuarantined() {
        return rowsRead - rowsAccepted;
    }
}
