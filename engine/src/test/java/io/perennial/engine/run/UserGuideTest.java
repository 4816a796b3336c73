// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java, compiled, run and compared with the README's text. */
class UserGuideTest {
    @TempDir
    private Path folder;

    @Test
    void theModelsFromJava() {
        // guide: begin
        PurchaseHistories histories = PurchaseHistories.of(
                TimeUnit.WEEK, new int[] {0, 2, 5}, new double[] {0, 30.43, 20}, new double[] {38.86, 38.86, 39});
        BgNbd model = BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426);
        PurchaseForecast forecast = model.forecast(histories, 39, DiscountRate.NONE);
        // guide: end

        // the second history is the published example: 1.226 expected purchases in 39 weeks, printed to three digits
        assertThat(forecast.expected()[1]).isCloseTo(1.226, within(5e-4));
    }

    @Test
    void theWholeRunFromJava() throws IOException {
        Path orders = Scratch.fixture("shop/transactions.csv");
        Path scores = folder.resolve("scores.parquet");
        ScoreResult result =
                ScoreRun.run(ScoreRequest.of(SourceRequest.of(List.of(orders.toString()), LocalDate.of(2025, 1, 1)))
                        .withAnalysis(Analysis.defaults().withMargin(0.40))
                        .withOut(scores));
        assertThat(result.basis()).isEqualTo("gross_profit");
        assertThat(scores).isNotEmptyFile();
    }

    @Test
    void theReadmeShowsThisCode() throws IOException {
        String readme = squeezed(Files.readString(Path.of("../README.md")));
        String here = Files.readString(Path.of("src/test/java/io/perennial/engine/run/UserGuideTest.java"));
        String models = here.substring(here.indexOf("// guide: begin") + 15, here.indexOf("// guide: end"));
        String run = here.substring(here.indexOf("ScoreResult result ="), here.indexOf("assertThat(result.basis())"))
                .replace("orders.toString()", "\"orders.csv\"")
                .replace("withOut(scores)", "withOut(Path.of(\"scores.parquet\"))");
        assertThat(readme).contains(squeezed(models), squeezed(run));
    }

    private static String squeezed(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
    }
}
