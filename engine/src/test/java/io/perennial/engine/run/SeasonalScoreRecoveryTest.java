// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.season.Seasonality;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.validate.Sufficiency;
import io.perennial.testkit.SeasonalShop;
import io.perennial.testkit.SeasonalShop.Season;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shops whose season is known: it is found where history can tell, changes nothing where there is none, and widens intervals where it cannot be told. */
class SeasonalScoreRecoveryTest {
    private static final LocalDate END = LocalDate.of(2023, 9, 30);
    private static final LocalDate QUARTER_END = LocalDate.of(2023, 12, 29);
    private static final Analysis QUARTER =
            Analysis.defaults().withWindow(null, END).withModel("bg-nbd").withHorizon(Horizon.parse("90days"));

    @TempDir
    private Path folder;

    private ScoreRequest request(SeasonalShop shop, Analysis analysis) throws IOException {
        return Scratch.score(shop.write(folder.resolve("orders.csv"), END)).withAnalysis(analysis);
    }

    private static List<String> codes(ScoreResult result) {
        return result.warnings().stream().map(Notice::code).toList();
    }

    @Test
    void anAutumnPeakSeenThreeTimesIsFollowed() throws IOException {
        SeasonalShop shop =
                SeasonalShop.of(Season.autumnPeak(), LocalDate.of(2020, 1, 1), QUARTER_END, 1_500, 20_261_126);
        double truth = shop.purchasesAfter(END, QUARTER_END);
        // origins before the last autumns: their quarters hold the peak or what follows it
        Analysis analysis = QUARTER.withOrigins(6);
        ScoreResult off = ScoreRun.run(request(shop, analysis.withSeason(SeasonUse.OFF)));
        ScoreResult found = ScoreRun.run(request(shop, analysis));
        assertThat(found.purchaseModel().name()).isEqualTo("bg-nbd-season");
        Seasonality.Answer season = Objects.requireNonNull(found.season());
        assertThat(season.used()).isTrue();
        // three Novembers of about 200 purchases: an error of 4 % each for this month and for the rest, and four of
        // them
        assertThat(season.months().get(10) / season.months().get(5)).isCloseTo(2, within(0.5));
        double error = Math.abs(Math.log(found.totals().expectedTransactions() / truth));
        // errors of the factors, 4 %, of a thousand purchases, 3 %, and of the model: three of them together
        assertThat(error).isLessThan(0.17);
        assertThat(Math.abs(Math.log(off.totals().expectedTransactions() / truth)))
                .isGreaterThan(2 * error);
        assertThat(truth)
                .isBetween(
                        found.totals().expectedTransactionsLow(), found.totals().expectedTransactionsHigh());
    }

    @Test
    void aPeakSeenOnceWidensTheIntervalAndMovesNothing() throws IOException {
        SeasonalShop shop =
                SeasonalShop.of(Season.autumnPeak(), LocalDate.of(2022, 4, 1), QUARTER_END, 1_500, 20_261_127);
        double truth = shop.purchasesAfter(END, QUARTER_END);
        ScoreResult off = ScoreRun.run(request(shop, QUARTER.withSeason(SeasonUse.OFF)));
        ScoreResult found = ScoreRun.run(request(shop, QUARTER));
        assertThat(found.purchaseModel().name()).isEqualTo("bg-nbd");
        assertThat(found.totals().expectedTransactions()).isEqualTo(off.totals().expectedTransactions());
        assertThat(codes(off)).doesNotContain("season-unknown");
        assertThat(codes(found)).contains("season-unknown");
        assertThat(Objects.requireNonNull(found.season()).unknownVariance()).isPositive();
        assertThat(found.totals().expectedTransactionsLow())
                .isLessThan(off.totals().expectedTransactionsLow());
        assertThat(found.totals().expectedTransactionsHigh())
                .isGreaterThan(off.totals().expectedTransactionsHigh());
        assertThat(truth)
                .isBetween(
                        found.totals().expectedTransactionsLow(), found.totals().expectedTransactionsHigh());
    }

    @Test
    void withoutASeasonNothingChanges() throws IOException {
        SeasonalShop shop = SeasonalShop.of(Season.none(), LocalDate.of(2020, 1, 1), QUARTER_END, 600, 20_261_128);
        Path off = folder.resolve("off.parquet");
        Path found = folder.resolve("auto.parquet");
        ScoreResult plain =
                ScoreRun.run(request(shop, QUARTER.withSeason(SeasonUse.OFF)).withOut(off));
        ScoreResult auto = ScoreRun.run(request(shop, QUARTER).withOut(found));
        // Parquet holds doubles as they are: equal files are equal bits
        assertThat(found).hasSameBinaryContentAs(off);
        assertThat(auto.totals()).isEqualTo(plain.totals());
        assertThat(auto.choice()).isEqualTo(plain.choice());
        assertThat(auto.warnings()).isEqualTo(plain.warnings());
        assertThat(plain.season()).isNull();
        ScoreResult asked = ScoreRun.run(request(shop, QUARTER.withSeason(SeasonUse.ON)));
        assertThat(codes(asked)).contains("season-not-seen");
        assertThat(asked.totals()).isEqualTo(plain.totals());
    }

    @Test
    void aRhythmLikeThatOfGroceriesIsFollowedInItsOwnTime() throws IOException {
        SeasonalShop shop =
                SeasonalShop.of(Season.groceries(), LocalDate.of(2022, 10, 1), QUARTER_END, 600, 20_261_129);
        double truth = shop.purchasesAfter(END, QUARTER_END);
        ScoreResult found = ScoreRun.run(request(shop, QUARTER.withModel(Analysis.AUTO)));
        Seasonality.Answer season = Objects.requireNonNull(found.season());
        // planted are 2 over a mean of 1.04 on Saturdays and none on Sundays; factors are drawn towards 1
        assertThat(season.weekdays().get(5)).isGreaterThan(1.5);
        assertThat(season.weekdays().get(6)).isLessThan(0.1);
        // some 500 purchases: their own luck is 4.4 %, and two of them
        assertThat(Math.log(found.totals().expectedTransactions() / truth)).isCloseTo(0, within(0.10));
        assertThat(truth)
                .isBetween(
                        found.totals().expectedTransactionsLow(), found.totals().expectedTransactionsHigh());
    }

    @Test
    void aSavedModelFollowsTheSeasonBitForBit() throws IOException {
        SeasonalShop shop =
                SeasonalShop.of(Season.autumnPeak(), LocalDate.of(2020, 1, 1), QUARTER_END, 800, 20_261_130);
        Analysis analysis = QUARTER.withOrigins(0).withSeason(SeasonUse.ON);
        Path model = folder.resolve("model.json");
        Path direct = folder.resolve("direct.parquet");
        Path reloaded = folder.resolve("reloaded.parquet");
        ScoreResult expected = ScoreRun.run(request(shop, analysis).withOut(direct));
        FitRun.run(
                SourceRequest.of(List.of(folder.resolve("orders.csv").toString()), Scratch.LATEST),
                analysis,
                IntervalMethod.NONE,
                Optional.of(new FitRun.Save(model, Sufficiency.Thresholds.defaults())),
                new Stages(Stages.Listener.SILENT, System::nanoTime));
        ScoreRequest again = request(shop, analysis).withModel(model);
        ScoreResult found = ScoreRun.run(again.withOut(reloaded));
        assertThat(reloaded).hasSameBinaryContentAs(direct);
        assertThat(found.totals()).isEqualTo(expected.totals());
        assertThat(found.purchaseModel()).isEqualTo(expected.purchaseModel());
        assertThat(found.season()).isEqualTo(expected.season());
        assertThatThrownBy(() -> ScoreRun.run(again.withAnalysis(analysis.withSeason(SeasonUse.OFF))))
                .hasMessageContaining("The model follows a season, --season says off");
        // a month later the same calendar is asked from another day
        ScoreResult later = ScoreRun.run(again.withAnalysis(analysis.withWindow(null, END.plusDays(31))));
        assertThat(later.totals().expectedTransactions())
                .isNotEqualTo(found.totals().expectedTransactions());
    }
}
