// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.covariate.CovariateFit;
import io.perennial.model.covariate.CovariateOptions;
import io.perennial.model.covariate.TimeVaryingFitter;
import io.perennial.model.covariate.TimeVaryingParetoNbd;
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

/** Fits of the Pareto/NBD with a season and campaigns, week by week for two years, on both processes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class TimeVaryingBenchmark {
    @Param({"600", "10000"})
    int customers;

    private Weeks weeks;

    @Setup
    public void prepare() {
        weeks = Weeks.of(customers);
    }

    @Benchmark
    public CovariateFit<TimeVaryingParetoNbd> paretoNbd() {
        return TimeVaryingFitter.fit(weeks.histories(), Weeks.NAMES, Weeks.NAMES, CovariateOptions.defaults());
    }
}
