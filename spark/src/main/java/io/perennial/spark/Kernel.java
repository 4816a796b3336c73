// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.run.NextPurchase;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.decision.Tiers;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.ConstantSpend;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.value.Calibration;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.ValueKernel;
import io.perennial.model.value.ValueOptions;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The kernels of forecast and value as they travel to where the customers are: parameters, and what to do with them.
 *
 * @param calibration factors of the interval ends, in the order of {@link Calibration}
 */
@SuppressWarnings("ArrayRecordComponent") // parameters
record Kernel(
        PurchaseFamily family,
        TimeUnit unit,
        double[] purchase,
        double[] spend,
        double horizon,
        double discount,
        double margin,
        double transactionFactor,
        double revenueFactor,
        double parameterVariance,
        double[] calibration)
        implements Serializable {
    /** Customers whose columns are in memory at a time. */
    private static final int BATCH = 16_384;

    private PurchaseModel purchaseModel() {
        return family.model(unit, purchase);
    }

    private SpendModel spendModel() {
        return spend.length == 1 ? new ConstantSpend(spend[0]) : GammaGamma.of(spend[0], spend[1], spend[2]);
    }

    private ValueOptions options() {
        return ValueOptions.defaults()
                .withMargin(margin)
                .withCorrection(revenueFactor)
                .withParameterVariance(parameterVariance)
                .withCalibration(new Calibration(calibration[0], calibration[1], calibration[2], calibration[3]));
    }

    /** A customer's value and the sums of its batch, which the first row of the batch carries; rows begin with the columns of a {@link CustomerBatch}. */
    Iterator<Row> values(Iterator<Row> customers) {
        return new Batches(customers) {
            @Override
            List<Row> results(List<Row> rows) {
                CustomerBatch batch = CustomerBatch.of(unit, rows);
                PurchaseForecast forecast = forecast(batch);
                ValueKernel kernel = ValueKernel.of(forecast, spendModel(), options());
                double[] clv = kernel.values(batch.customers(), 0, rows.size()).clv();
                double[] sums = kernel.sums(batch.customers()).values();
                double alive = 0;
                for (int row : batch.row()) {
                    alive += forecast.pAlive()[row];
                }
                List<Row> results = new ArrayList<>(rows.size());
                for (int i = 0; i < rows.size(); i++) {
                    results.add(
                            i == 0
                                    ? RowFactory.create(
                                            clv[i], sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], alive)
                                    : RowFactory.create(clv[i], null, null, null, null, null, null, null));
                }
                return results;
            }
        };
    }

    /** One row of scores for each customer; behind the columns of a {@link CustomerBatch} rows have customer_id, monetary_value and historic_clv. */
    Iterator<Row> scores(Iterator<Row> customers, LocalDate asOf, TierCuts cuts) {
        Tiers tiers = cuts.tiers();
        return new Batches(customers) {
            @Override
            List<Row> results(List<Row> rows) {
                CustomerBatch batch = CustomerBatch.of(unit, rows);
                PurchaseForecast forecast = forecast(batch);
                CustomerValues values =
                        ValueKernel.of(forecast, spendModel(), options()).values(batch.customers(), 0, rows.size());
                int[] next = NextPurchase.days(purchaseModel(), batch.histories(), forecast);
                List<Row> results = new ArrayList<>(rows.size());
                for (int i = 0; i < rows.size(); i++) {
                    Row customer = rows.get(i);
                    int h = batch.row()[i];
                    results.add(RowFactory.create(
                            customer.get(5),
                            customer.getInt(0),
                            batch.histories().recency(h),
                            batch.histories().T(h),
                            customer.get(6),
                            forecast.pAlive()[h],
                            forecast.pBuy()[h],
                            transactionFactor * forecast.expected()[h],
                            values.expectedSpend()[i] / transactionFactor,
                            values.clv()[i],
                            values.clvLow80()[i],
                            values.clvHigh80()[i],
                            customer.get(7),
                            next[h] == NextPurchase.NEVER ? null : Date.valueOf(asOf.plusDays(next[h])),
                            tiers.nameOf(values.clv()[i])));
                }
                return results;
            }
        };
    }

    private PurchaseForecast forecast(CustomerBatch batch) {
        return purchaseModel().forecast(batch.histories(), horizon, DiscountRate.annual(discount));
    }

    /** Rows of a partition, some thousand at a time. */
    private abstract static class Batches implements Iterator<Row> {
        private final Iterator<Row> rows;
        private Iterator<Row> results = List.<Row>of().iterator();

        Batches(Iterator<Row> rows) {
            this.rows = rows;
        }

        abstract List<Row> results(List<Row> batch);

        @Override
        public boolean hasNext() {
            return results.hasNext() || rows.hasNext();
        }

        @Override
        public Row next() {
            if (!results.hasNext()) {
                List<Row> batch = new ArrayList<>(BATCH);
                while (rows.hasNext() && batch.size() < BATCH) {
                    batch.add(rows.next());
                }
                results = results(batch).iterator();
            }
            return results.next();
        }
    }
}
