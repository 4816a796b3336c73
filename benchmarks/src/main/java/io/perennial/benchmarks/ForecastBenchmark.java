// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.DiscountRate;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
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

/** Forecasts of all rows: P(alive), P(buy), expected, discounted and variance over a year. {@link #oneByOne} asks for the expectation alone, customer by customer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ForecastBenchmark {
    private static final double YEAR = 365;
    private static final DiscountRate RATE = DiscountRate.annual(0.10);

    @Param({"10000", "1000000"})
    int customers;

    private PurchaseHistories histories;
    private PurchaseModel bgNbd;
    private PurchaseModel mbgNbd;
    private PurchaseModel paretoNbd;

    @Setup
    public void prepare() {
        histories = Shop.histories(customers);
        bgNbd = BgNbdFitter.fit(histories, FitOptions.defaults()).model();
        mbgNbd = MbgNbdFitter.fit(histories, FitOptions.defaults()).model();
        paretoNbd = ParetoNbdFitter.fit(histories, FitOptions.defaults()).model();
    }

    @Benchmark
    public PurchaseForecast bgNbd() {
        return bgNbd.forecast(histories, YEAR, RATE);
    }

    @Benchmark
    public PurchaseForecast mbgNbd() {
        return mbgNbd.forecast(histories, YEAR, RATE);
    }

    @Benchmark
    public PurchaseForecast paretoNbd() {
        return paretoNbd.forecast(histories, YEAR, RATE);
    }

    /** The sum over all rows, so that no call can be left out. */
    @Benchmark
    public double oneByOne() {
        double sum = 0;
        for (int i = 0; i < histories.size(); i++) {
            sum += bgNbd.expectedTransactions(histories.frequency(i), histories.recency(i), histories.T(i), YEAR);
        }
        return sum;
    }
}
