// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.posterior.NutsOptions;
import io.perennial.model.posterior.Posterior;
import io.perennial.model.posterior.PosteriorSampler;
import io.perennial.model.posterior.Priors;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
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

/** Posteriors by NUTS, four chains of 1,000 draws after 500 of warm-up, from grouped histories; the fit that comes first is included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class PosteriorBenchmark {
    @Param({"10000", "100000", "1000000"})
    int customers;

    private PurchaseHistories histories;

    @Setup
    public void prepare() {
        histories = Shop.histories(customers);
    }

    @Benchmark
    public Posterior<BgNbd> bgNbd() {
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        return sampled(BgNbdFitter.problem(histories, fit));
    }

    @Benchmark
    public Posterior<ParetoNbd> paretoNbd() {
        Fit<ParetoNbd> fit = ParetoNbdFitter.fit(histories, FitOptions.defaults());
        return sampled(ParetoNbdFitter.problem(histories, fit));
    }

    private static <M> Posterior<M> sampled(LikelihoodProblem<M> problem) {
        return PosteriorSampler.sample(problem, Priors.weak(problem), NutsOptions.defaults());
    }
}
