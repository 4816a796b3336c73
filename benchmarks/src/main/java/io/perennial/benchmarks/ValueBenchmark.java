// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.DiscountRate;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.Customers;
import io.perennial.model.value.ValueKernel;
import io.perennial.model.value.ValueOptions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Values with both intervals, one per customer, in random order as orders bring them: the tables made first, and the customers read from them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ValueBenchmark {
    @Param({"10000", "1000000"})
    int customers;

    private PurchaseForecast forecast;
    private GammaGamma spend;
    private ValueKernel kernel;
    private Customers columns;

    @Setup
    public void prepare() {
        PurchaseHistories histories = Shop.histories(customers);
        int[] row = Shop.rowOfEachCustomer(histories);
        SpendHistories amounts = Shop.spend(histories, row);
        forecast = BgNbdFitter.fit(histories, FitOptions.defaults())
                .model()
                .forecast(histories, 365, DiscountRate.annual(0.10));
        spend = GammaGammaFitter.fit(amounts, FitOptions.defaults()).model();
        kernel = tables();
        int[] purchases = new int[customers];
        double[] mean = new double[customers];
        Arrays.setAll(purchases, amounts::purchases);
        Arrays.setAll(mean, amounts::mean);
        columns = new Customers(row, purchases, mean);
    }

    @Benchmark
    public final ValueKernel tables() {
        return ValueKernel.of(forecast, spend, ValueOptions.defaults());
    }

    @Benchmark
    public CustomerValues values() {
        return kernel.values(columns);
    }
}
