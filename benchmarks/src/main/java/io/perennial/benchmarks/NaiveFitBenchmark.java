// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.purchase.PurchaseHistories;
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

/** The usual way to fit a BG/NBD, in the same run as {@link FitBenchmark}, so that ratios can be read on any machine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class NaiveFitBenchmark {
    /** Time grows in proportion; the larger sizes of {@link FitBenchmark} would take minutes. */
    @Param("10000")
    int customers;

    private PurchaseHistories each;

    @Setup
    public void prepare() {
        each = Shop.customers(customers);
    }

    @Benchmark
    public double[] bgNbd() {
        return new NaiveBgNbd(each).fit();
    }
}
