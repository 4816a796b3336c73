// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.PurchaseHistories;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every kernel benchmark once, small and without JMH, so that none of them can rot. */
class BenchmarkTest {
    private static final int CUSTOMERS = 10_000;

    @Test
    void customersShareHistories() {
        PurchaseHistories histories = Shop.histories(CUSTOMERS);
        assertThat(histories.customers()).isEqualTo(CUSTOMERS);
        assertThat(histories.size()).isLessThan(CUSTOMERS);
        int[] row = Shop.rowOfEachCustomer(histories);
        for (int i : row) {
            assertThat(i).isBetween(0, histories.size() - 1);
        }
        assertThat(Arrays.stream(row).distinct().count()).isEqualTo(histories.size());
    }

    @Test
    void fits() {
        FitBenchmark benchmark = new FitBenchmark();
        benchmark.customers = CUSTOMERS;
        benchmark.prepare();
        assertThat(benchmark.bgNbd().converged()).isTrue();
        assertThat(benchmark.mbgNbd().converged()).isTrue();
        assertThat(benchmark.paretoNbd().converged()).isTrue();
        assertThat(benchmark.gammaGamma().converged()).isTrue();
        // every exponential interval is of one phase
        assertThat(benchmark.bgCnbdK().model().k()).isEqualTo(1);
    }

    @Test
    void fitsOverTime() {
        TimeVaryingBenchmark benchmark = new TimeVaryingBenchmark();
        benchmark.customers = 600;
        benchmark.prepare();
        assertThat(benchmark.paretoNbd().fit().converged()).isTrue();
        // the season doubles purchases; some 3,000 of them tell its logarithm to about 0.05
        assertThat(benchmark.paretoNbd().fit().model().purchase().coefficients()[0])
                .isBetween(0.5, 0.9);
    }

    @Test
    void bothContendersFindTheSameMaximum() {
        FitBenchmark ours = new FitBenchmark();
        ours.customers = CUSTOMERS;
        ours.prepare();
        NaiveFitBenchmark naive = new NaiveFitBenchmark();
        naive.customers = CUSTOMERS;
        naive.prepare();
        BgNbd model = ours.bgNbd().model();
        double[] estimates = naive.bgNbd();
        for (int i = 0; i < estimates.length; i++) {
            double expected = model.parameters()[i];
            // the naive search ends at a slope of 1e-6, which the curvature (down to 1e-3) turns into 1e-3 of a
            // parameter
            assertThat(estimates[i]).isEqualTo(expected, within(2e-3 * expected));
        }
    }

    @Test
    void forecasts() {
        ForecastBenchmark benchmark = new ForecastBenchmark();
        benchmark.customers = CUSTOMERS;
        benchmark.prepare();
        int rows = Shop.histories(CUSTOMERS).size();
        double total = Arrays.stream(benchmark.bgNbd().expected()).sum();
        // the bulk kernel promises 1e-10
        assertThat(benchmark.oneByOne()).isEqualTo(total, within(1e-9 * total));
        assertThat(benchmark.mbgNbd().expected()).hasSize(rows);
        assertThat(benchmark.paretoNbd().expected()).hasSize(rows);
    }

    @Test
    void values() {
        ValueBenchmark benchmark = new ValueBenchmark();
        benchmark.customers = CUSTOMERS;
        benchmark.prepare();
        assertThat(benchmark.tables()).isNotNull();
        assertThat(benchmark.values().clv()).hasSize(CUSTOMERS);
    }

    @Test
    void bothReadersOfFactsFindTheSameRows(@TempDir Path folder) throws IOException, SQLException {
        Path file = ImportSpeed.file(folder, CUSTOMERS);
        assertThat(ImportSpeed.read(folder, file)).isEqualTo(CUSTOMERS);
        assertThat(ImportSpeed.intake(folder, file).factsNew()).isEqualTo(CUSTOMERS);
    }
}
