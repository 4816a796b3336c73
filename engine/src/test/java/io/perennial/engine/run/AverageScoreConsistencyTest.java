// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.testkit.SeasonalShop;
import io.perennial.testkit.SeasonalShop.Season;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The average of models is what its name says, and is used only where it is asked for or clearly better. */
class AverageScoreConsistencyTest {
    private static final LocalDate END = LocalDate.of(2023, 9, 30);
    private static final Analysis AVERAGE =
            Analysis.defaults().withWindow(null, END).withModel("average");

    @TempDir
    private Path folder;

    private Path orders = Path.of("orders.csv");

    @BeforeEach
    void shop() throws IOException {
        orders = SeasonalShop.of(Season.none(), LocalDate.of(2022, 1, 1), END, 800, 20_261_127)
                .write(folder.resolve("orders.csv"), END);
    }

    private ScoreResult score(Analysis analysis) {
        return ScoreRun.run(Scratch.score(orders).withAnalysis(analysis));
    }

    @Test
    void withoutABacktestItIsTheMean() {
        Analysis analysis = AVERAGE.withOrigins(0);
        double sum = 0;
        for (PurchaseFamily family : PurchaseFamily.averaged()) {
            sum += score(analysis.withModel(family.id())).totals().expectedTransactions();
        }
        // sums of the same numbers in another order
        assertThat(score(analysis).totals().expectedTransactions()).isCloseTo(sum / 4, within(1e-6 * sum));
    }

    @Test
    void withABacktestItSaysWhatItIsMadeOf() {
        ScoreResult result = score(AVERAGE);
        assertThat(result.purchaseModel().name()).isEqualTo("average");
        assertThat(result.choice()).matches(".* The average is of [^.]+ \\d+ %, [^.]+\\.");
        assertThat(result.totals().clvLow()).isLessThan(result.totals().clv());
        assertThat(result.totals().clvHigh()).isGreaterThan(result.totals().clv());
    }

    /** Customers who buy and leave as the BG/NBD family says: one model is enough, and the simpler one stays. */
    @Test
    void aModelThatIsRightIsNotAveraged() {
        ScoreResult result = score(AVERAGE.withModel(Analysis.AUTO));
        assertThat(result.candidates()).anyMatch(candidate -> candidate.name().startsWith("average + "));
        assertThat(result.purchaseModel().name()).isNotEqualTo("average");
    }

    @Test
    void whatHasNoParametersIsNotFitted() {
        assertThatThrownBy(() -> FitRun.run(
                        SourceRequest.of(List.of(orders.toString()), Scratch.LATEST),
                        AVERAGE,
                        IntervalMethod.NONE,
                        new Stages(Stages.Listener.SILENT, System::nanoTime)))
                .hasMessage("An average has no parameters of its own to fit or to save, was --model average");
    }
}
