// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.explain.ExplainResult.Change;
import io.perennial.engine.explain.ExplainResult.Part;
import io.perennial.engine.explain.ExplainResult.Step;
import io.perennial.engine.run.ScoreRequest;
import io.perennial.engine.run.ScoreRun;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.DiscountRate;
import io.perennial.model.validate.Sufficiency;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An explanation and the score it explains are one number, and so are the change between two days and its parts. */
class ExplainConsistencyTest {
    private static final Path SHOP = Path.of("../testkit/src/main/resources/fixtures/shop/transactions.csv");
    private static final LocalDate END = LocalDate.of(2024, 6, 30);
    private static final LocalDate SINCE = LocalDate.of(2024, 3, 31);
    private static final Analysis CONTEST = Analysis.defaults()
            .withWindow(null, END)
            .withMargin(0.4)
            .withDiscount(DiscountRate.annual(0.1))
            .withOrigins(2);
    private static final Analysis QUICK = CONTEST.withModel("bg-nbd").withOrigins(0);

    @TempDir
    private Path folder;

    @Test
    void theExplainedValueIsThatOfTheScores() throws IOException {
        Map<String, Double> scores = scores(SHOP, CONTEST);
        String customer = scores.keySet().stream().sorted().findFirst().orElseThrow();
        ExplainResult result = explain(SHOP, CONTEST, customer, null);
        double value = Objects.requireNonNull(scores.get(customer));
        assertThat(result.clv().doubleValue()).isCloseTo(value, within(0.005 + 1e-9)); // rounded to the cent
        assertThat(sum(result.factors())).isEqualByComparingTo(result.clv());
        double product = result.factors().stream().mapToDouble(Step::factor).reduce(1, (a, b) -> a * b);
        assertThat(product).isCloseTo(value, within(1e-9 * value)); // rounding of nine quotients
        assertThat(result.change()).isNull();
    }

    @Test
    void theChangeIsTheDifferenceOfTwoScores() throws IOException {
        Map<String, Double> before = scores(SHOP, QUICK.withWindow(null, SINCE));
        Map<String, Double> after = scores(SHOP, QUICK);
        String customer = before.keySet().stream().sorted().findFirst().orElseThrow();
        Change change = change(explain(SHOP, QUICK, customer, SINCE));
        assertThat(change.before().doubleValue())
                .isCloseTo(Objects.requireNonNull(before.get(customer)), within(0.005 + 1e-9)); // rounded to the cent
        assertThat(change.after().doubleValue())
                .isCloseTo(Objects.requireNonNull(after.get(customer)), within(0.005 + 1e-9)); // rounded to the cent
        assertPartsAdd(change);
        assertThat(part(change, "corrections")).isZero(); // nothing was refunded
    }

    @Test
    void refundsOfEarlierOrdersAreCorrectionsAndFirstOrdersPurchases() throws IOException {
        List<String> lines = Files.readAllLines(SHOP);
        Path file = folder.resolve("orders.csv");
        List<String> orders = new ArrayList<>();
        orders.add("order_id,customer_id,date,amount");
        for (String line : lines.subList(1, lines.size())) {
            orders.add(orders.size() + "," + cell(lines, line, "customer_id") + "," + cell(lines, line, "order_date")
                    + "," + cell(lines, line, "amount"));
        }
        orders.add("a,PARTLY,2024-02-01,50.00");
        orders.add("b,PARTLY,2024-03-01,50.00");
        orders.add("c,GONE,2024-03-01,50.00");
        orders.add("d,NEW,2024-05-10,40.00");
        Files.write(file, orders);
        assertThat(part(change(explain(file, QUICK, "PARTLY", SINCE)), "corrections"))
                .isZero();

        orders.add("b,PARTLY,2024-05-01,-50.00");
        orders.add("c,GONE,2024-05-01,-50.00");
        Files.write(file, orders);
        Change partly = change(explain(file, QUICK, "PARTLY", SINCE));
        assertThat(part(partly, "corrections")).isNegative();
        assertThat(part(partly, "purchases")).isZero();
        assertThat(part(partly, "amounts")).isZero();
        assertPartsAdd(partly);
        Change first = change(explain(file, QUICK, "NEW", SINCE));
        assertThat(first.before()).isZero();
        assertThat(part(first, "time")).isZero();
        assertThat(part(first, "purchases")).isPositive();
        assertPartsAdd(first);
        ExplainResult gone = explain(file, QUICK, "GONE", SINCE);
        assertThat(gone.purchases()).isZero();
        assertThat(gone.clv()).isZero();
        assertThat(gone.factors()).isEmpty();
        assertThat(part(change(gone), "corrections"))
                .isEqualByComparingTo(change(gone).change());
        assertThat(change(gone).before()).isPositive();
    }

    @Test
    void aSeasonIsLeftOutAndSaid() throws IOException {
        Map<String, Double> scores = scores(SHOP, QUICK.withSeason(SeasonUse.OFF));
        String customer = scores.keySet().stream().sorted().findFirst().orElseThrow();
        ExplainResult result = explain(SHOP, QUICK.withSeason(SeasonUse.ON), customer, null);
        assertThat(result.clv().doubleValue())
                .isCloseTo(Objects.requireNonNull(scores.get(customer)), within(0.005 + 1e-9)); // rounded to the cent
        assertThat(result.warnings()).anyMatch(notice -> notice.code().equals("season-not-explained"));
    }

    @Test
    void unknownCustomersAndDaysAreNamed() throws IOException {
        assertThatThrownBy(() -> explain(SHOP, QUICK, "nobody", null))
                .isInstanceOf(ClvException.class)
                .hasMessageContaining("No customer nobody bought from");
        List<String> lines = Files.readAllLines(SHOP);
        String known = cell(lines, lines.get(1), "customer_id");
        assertThatThrownBy(() -> explain(SHOP, QUICK, known, END))
                .isInstanceOf(ClvException.class)
                .hasMessageContaining("--since must be a day from")
                .hasMessageContaining("was " + END);
    }

    private static ExplainResult explain(Path file, Analysis analysis, String customer, @Nullable LocalDate since) {
        return ExplainRun.run(
                new ExplainRequest(
                        SourceRequest.of(List.of(file.toString()), LocalDate.of(2030, 1, 1)),
                        analysis,
                        Sufficiency.Thresholds.defaults(),
                        customer,
                        null,
                        since),
                new Stages(Stages.Listener.SILENT, System::nanoTime));
    }

    private Map<String, Double> scores(Path file, Analysis analysis) throws IOException {
        Path out = folder.resolve("scores.csv");
        Files.deleteIfExists(out);
        ScoreRun.run(ScoreRequest.of(SourceRequest.of(List.of(file.toString()), LocalDate.of(2030, 1, 1)))
                .withAnalysis(analysis)
                .withOut(out));
        List<String> lines = Files.readAllLines(out);
        return lines.subList(1, lines.size()).stream()
                .collect(Collectors.toMap(
                        line -> cell(lines, line, "customer_id"), line -> Double.valueOf(cell(lines, line, "clv"))));
    }

    private static String cell(List<String> lines, String line, String column) {
        int at = List.of(lines.get(0).split(",", -1)).indexOf(column);
        return line.split(",", -1)[at];
    }

    private static Change change(ExplainResult result) {
        return Objects.requireNonNull(result.change());
    }

    private static void assertPartsAdd(Change change) {
        BigDecimal parts = change.parts().stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(change.before().add(parts)).isEqualByComparingTo(change.after());
        assertThat(parts).isEqualByComparingTo(change.change());
    }

    private static BigDecimal part(Change change, String name) {
        return change.parts().stream()
                .filter(part -> part.name().equals(name))
                .map(Part::amount)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal sum(List<Step> steps) {
        return steps.stream().map(Step::adds).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
