// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.mart.Columns;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.value.CustomerValues;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The customers to know by name.
 *
 * @param valuable by clv
 * @param endangered by value at risk
 */
record TopCustomers(List<Customer> valuable, List<Customer> endangered) {
    private static final int MOST = 25;

    /**
     * One customer.
     *
     * @param valueAtRisk part of clv that hangs on whether the customer is gone
     * @param nextPurchase day by which a purchase is as likely as not; null if it may well never come
     */
    record Customer(
            String id,
            int transactions,
            LocalDate lastPurchase,
            double historicClv,
            double pAlive,
            double expectedTransactions,
            double clv,
            double clvLow,
            double clvHigh,
            double valueAtRisk,
            @Nullable LocalDate nextPurchase,
            String tier) {}

    static TopCustomers of(Scored scored) {
        Valuation valuation = scored.valuation();
        double[] clv = valuation.values().clv();
        int[] row = valuation.grouped().row();
        double[] pAlive = valuation.forecast().pAlive();
        double[] atRisk = IntStream.range(0, clv.length)
                .mapToDouble(i -> Math.max(0, clv[i]) * (1 - pAlive[row[i]]))
                .toArray();
        int[] valuable = Ordering.top(clv, MOST);
        int[] endangered = Arrays.stream(Ordering.top(atRisk, MOST))
                .filter(i -> atRisk[i] > 0)
                .toArray();
        Map<Integer, String> ids = scored.observation()
                .mart()
                .customerIds(IntStream.concat(Arrays.stream(valuable), Arrays.stream(endangered))
                        .distinct()
                        .toArray());
        return new TopCustomers(
                Arrays.stream(valuable)
                        .mapToObj(i -> customer(scored, i, ids, atRisk[i]))
                        .toList(),
                Arrays.stream(endangered)
                        .mapToObj(i -> customer(scored, i, ids, atRisk[i]))
                        .toList());
    }

    private static Customer customer(Scored scored, int i, Map<Integer, String> ids, double valueAtRisk) {
        Columns c = scored.observation().customers();
        Valuation valuation = scored.valuation();
        CustomerValues values = valuation.values();
        PurchaseForecast forecast = valuation.forecast();
        int row = valuation.grouped().row()[i];
        LocalDate end = scored.observation().end();
        int next = valuation.nextPurchaseDays()[row];
        double margin = scored.request().analysis().margin().orElse(1);
        return new Customer(
                String.valueOf(ids.get(i)),
                c.ints("frequency")[i] + 1,
                end.minusDays(c.ints("observed_days")[i] - c.ints("recency_days")[i]),
                c.doubles("revenue")[i] * margin,
                forecast.pAlive()[row],
                forecast.expected()[row] * valuation.transactionFactor(),
                values.clv()[i],
                values.clvLow80()[i],
                values.clvHigh80()[i],
                valueAtRisk,
                next < 0 ? null : end.plusDays(next),
                valuation.tiers().nameOf(values.clv()[i]));
    }
}
