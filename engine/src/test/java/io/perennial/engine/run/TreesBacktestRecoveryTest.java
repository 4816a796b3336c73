// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.validate.BacktestReport;
import io.perennial.model.validate.Estimate;
import io.perennial.model.validate.Metric;
import io.perennial.model.validate.ModelChoice;
import io.perennial.model.validate.Sufficiency;
import io.perennial.testkit.SeasonalShop;
import io.perennial.testkit.SeasonalShop.Season;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shops whose truth is known: boosted trees win where the models cannot see it, and only there. */
class TreesBacktestRecoveryTest {
    private static final LocalDate START = LocalDate.of(2022, 1, 1);
    private static final LocalDate END = LocalDate.of(2023, 9, 30);
    private static final String TREES = "boosted-trees";

    @TempDir
    private Path folder;

    private BacktestRun.Result backtest(Path orders, String model) {
        return BacktestRun.run(
                SourceRequest.of(List.of(orders.toString()), Scratch.LATEST),
                Analysis.defaults().withWindow(null, END).withModel(model).withHorizon(Horizon.parse("90days")),
                Sufficiency.Thresholds.defaults(),
                new Stages(Stages.Listener.SILENT, System::nanoTime));
    }

    private static List<String> codes(BacktestRun.Result result) {
        return result.warnings().stream().map(Notice::code).toList();
    }

    /** Rates, leaving and amounts as the models say: nothing is left to learn. */
    @Test
    void whereTheModelIsRightItStays() throws IOException {
        Path orders =
                SeasonalShop.of(Season.none(), START, END, 1_000, 20_261_127).write(folder.resolve("orders.csv"), END);
        BacktestRun.Result result = backtest(orders, "bg-nbd");
        assertThat(result.backtest().choice().transactions().contenders())
                .anyMatch(contender -> contender.name().equals(TREES));
        assertThat(result.backtest().choice().transactions().baseline()).isFalse();
        assertThat(codes(result)).doesNotContain("boosted-trees-reasons");
    }

    /** Whoever begins with a bargain comes once or twice: no history of dates tells, the first amount does. */
    @Test
    void whatDatesDoNotTellTheTreesFind() throws IOException {
        BacktestRun.Result result = backtest(bargains(), "auto");
        assertThat(result.backtest().choice().transactions().winner()).isEqualTo(TREES);
        assertThat(codes(result)).contains("baseline-wins-transactions", "boosted-trees-reasons");
        assertThat(result.warnings())
                .anyMatch(notice -> notice.code().equals("boosted-trees-reasons")
                        && notice.message().contains("amount_"));
    }

    /** A rhythm and a week of its own: what we choose is not worse than the trees by more than the error of the difference. */
    @Test
    void aRhythmIsNotLostToTheTrees() throws IOException {
        Path orders = SeasonalShop.of(Season.groceries(), START, END, 600, 20_261_128)
                .write(folder.resolve("orders.csv"), END);
        BacktestRun.Result result = backtest(orders, "auto");
        ModelChoice choice = result.backtest().choice();
        assertThat(choice.transactions().baseline()).isFalse();
        BacktestReport.Difference trees = result.backtest().differences().stream()
                .filter(difference -> difference.candidate().equals(TREES))
                .findFirst()
                .orElseThrow();
        Estimate lead = Objects.requireNonNull(trees.transactions().get(Metric.DEVIANCE_EXPLAINED.key()));
        assertThat(Objects.requireNonNull(lead.value()))
                .isLessThanOrEqualTo(Objects.requireNonNull(lead.standardError()));
    }

    @Test
    void withoutAnythingToLearnFromTheyAreLeftOut() throws IOException {
        Path orders =
                SeasonalShop.of(Season.none(), START, END, 60, 20_261_129).write(folder.resolve("orders.csv"), END);
        assertThat(codes(backtest(orders, "bg-nbd"))).contains("boosted-trees-left-out");
    }

    private Path bargains() throws IOException {
        Random random = new Random(20_261_130);
        int days = (int) (END.toEpochDay() - START.toEpochDay());
        List<String> lines = new ArrayList<>(List.of("customer_id,order_date,amount"));
        for (int c = 0; c < 1_500; c++) {
            boolean bargain = random.nextBoolean();
            double leaving = bargain ? 0.8 : 0.03;
            double gap = 25 + 30 * random.nextDouble();
            double day = random.nextInt(days);
            boolean first = true;
            do {
                double amount = first && bargain ? 5 + 5 * random.nextDouble() : 30 + 20 * random.nextDouble();
                lines.add("c%d,%s,%.2f".formatted(c, START.plusDays((long) day), amount));
                first = false;
                day += 1 - gap * Math.log(1 - random.nextDouble());
            } while (random.nextDouble() > leaving && day <= days);
        }
        return Files.write(folder.resolve("bargains.csv"), lines);
    }
}
