// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.gompertz.GammaGompertzNbdFitter;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.regular.BgCnbdKFitter;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
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

/** Fits, from histories to estimates with standard errors. Purchase histories come grouped, amounts one row per customer, as the engine hands them over. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class FitBenchmark {
    @Param({"10000", "100000", "1000000"})
    int customers;

    private PurchaseHistories histories;
    private SpendHistories spend;
    private double logIntervals;

    @Setup
    public void prepare() {
        histories = Shop.histories(customers);
        spend = Shop.spend(histories, Shop.rowOfEachCustomer(histories));
        logIntervals = Shop.logIntervals(customers);
    }

    @Benchmark
    public Fit<BgNbd> bgNbd() {
        return BgNbdFitter.fit(histories, FitOptions.defaults());
    }

    @Benchmark
    public Fit<MbgNbd> mbgNbd() {
        return MbgNbdFitter.fit(histories, FitOptions.defaults());
    }

    @Benchmark
    public Fit<ParetoNbd> paretoNbd() {
        return ParetoNbdFitter.fit(histories, FitOptions.defaults());
    }

    @Benchmark
    public Fit<GammaGompertzNbd> gammaGompertzNbd() {
        return GammaGompertzNbdFitter.fit(histories, FitOptions.defaults());
    }

    @Benchmark
    public Fit<BgCnbdK> bgCnbdK() {
        return BgCnbdKFitter.fit(histories, logIntervals, FitOptions.defaults());
    }

    @Benchmark
    public Fit<GammaGamma> gammaGamma() {
        return GammaGammaFitter.fit(spend, FitOptions.defaults());
    }
}
