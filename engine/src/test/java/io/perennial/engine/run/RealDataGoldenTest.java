// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs over real files: money to the cent of what their sources say, CDNOW to the published digits. */
class RealDataGoldenTest {
    private static final Analysis QUICK = Analysis.defaults().withOrigins(0).withModel("bg-nbd");
    private static final String CDNOW = "cdnow/CDNOW_sample.txt";
    private static final String SUPERSTORE = "superstore/superstore.csv.gz";
    private static final String MAVEN = "maven_fuzzy_factory/";

    @TempDir
    private Path folder;

    /** Fader, Hardie and Lee (2005), Fader and Hardie (2001, 2013): half a unit of the last digit printed. */
    @ParameterizedTest
    @CsvSource({
        "bg-nbd, -9582.4, 'r .243, alpha 4.414, a .793, b 2.426'",
        "mbg-nbd, -9582.1, 'r .525, alpha 6.183, a .891, b 1.614'",
        "pareto-nbd, -9595.0, 'r .553, alpha 10.578, s .606, beta 11.669'"
    })
    void cdnowGivesThePublishedParameters(String model, double logLikelihood, String published) {
        ScoreResult result = ScoreRun.run(
                request(CDNOW).withAnalysis(QUICK.withModel(model).withWindow(null, LocalDate.of(1997, 9, 30))));
        assertThat(result.customers()).isEqualTo(2357);
        for (String parameter : published.split(", ", -1)) {
            String[] words = parameter.split(" ", -1);
            assertThat(result.purchaseModel().parameters().get(words[0]))
                    .as(words[0])
                    .isCloseTo(Double.parseDouble(words[1]), within(0.0005));
        }
        assertThat(result.purchaseModel().logLikelihood()).isCloseTo(logLikelihood, within(0.05));
    }

    /** Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value": p 6.25, q 3.74, gamma 15.44 on the 946 repeat customers. */
    @Test
    void cdnowGivesThePublishedSpendModel() {
        FitRun.Result result = FitRun.run(
                source(CDNOW),
                QUICK.withWindow(null, LocalDate.of(1997, 9, 30)),
                IntervalMethod.PROFILE,
                new Stages(Stages.Listener.SILENT, System::nanoTime));
        ScoreResult.Model repeat = result.spendModels().get(0).model();
        assertThat(repeat.name()).isEqualTo("gamma-gamma (repeat purchases)");
        assertThat(repeat.customers()).isEqualTo(946);
        // half a unit of the last digit printed
        assertThat(repeat.parameters().get("p")).isCloseTo(6.25, within(0.005));
        assertThat(repeat.parameters().get("q")).isCloseTo(3.74, within(0.005));
        assertThat(repeat.parameters().get("v")).isCloseTo(15.44, within(0.005));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cdnow/CDNOW_sample.txt, 6919, 2357, 1997-01-01, 1998-06-30, 244091.94",
        "export_headers/sample_shopify_orders_from_maven.csv, 2218, 1984, 2013-12-01, 2014-01-31, 109098.63",
        "maven_fuzzy_factory/orders.csv.gz maven_fuzzy_factory/order_item_refunds.csv, 34044, 31696, 2012-03-19, 2015-03-19, 1853171.06",
        "superstore/superstore.csv.gz, 9994, 793, 2016-01-03, 2019-12-30, 2297200.86",
        "northwind/Orders.csv northwind/OrderDetails.csv, 2985, 89, 1996-07-04, 1998-05-06, 1265793.04"
    })
    void moneyAndDaysAreThoseOfTheSource(
            String files, long rows, long customers, LocalDate start, LocalDate end, BigDecimal revenue)
            throws SQLException {
        Path out = folder.resolve("scores.csv");
        ScoreResult result =
                ScoreRun.run(request(files.split(" ", -1)).withAnalysis(QUICK).withOut(out));
        assertThat(result.rowsRead()).isEqualTo(rows);
        assertThat(result.rowsQuarantined()).isZero();
        assertThat(result.customers()).isEqualTo(customers);
        assertThat(result.observationStart()).isEqualTo(start);
        assertThat(result.observationEnd()).isEqualTo(end);
        // to the cent; the sources hold up to four decimals
        assertThat(result.totals().historicRevenue()).isCloseTo(revenue.doubleValue(), within(0.005));
        check(result, Scratch.scores(out));
    }

    /** What stands in the file of scores adds up to what the answer says, and per customer purchases times spend is the value. */
    private static void check(ScoreResult result, Map<String, Map<String, String>> scores) {
        assertThat(scores).hasSize((int) result.customers());
        // sums of doubles in another order
        assertThat(sum(scores, "historic_clv"))
                .isCloseTo(
                        result.totals().historicRevenue(),
                        within(1e-6 * result.totals().historicRevenue()));
        assertThat(sum(scores, "clv"))
                .isCloseTo(result.totals().clv(), within(1e-9 * result.totals().clv()));
        assertThat(sum(scores, "expected_transactions"))
                .isCloseTo(
                        result.totals().expectedTransactions(),
                        within(1e-9 * result.totals().expectedTransactions()));
        scores.forEach((customer, score) -> {
            double clv = figure(score, "clv");
            assertThat(figure(score, "expected_transactions") * figure(score, "expected_spend"))
                    .as(customer)
                    .isCloseTo(clv, within(1e-9 * Math.max(1, clv)));
            assertThat(figure(score, "clv_low")).as(customer).isBetween(0.0, Math.max(clv, figure(score, "clv_high")));
            String next = score.get("next_purchase_date");
            if (next != null && !next.isEmpty()) {
                assertThat(LocalDate.parse(next)).as(customer).isAfter(result.observationEnd());
            }
        });
    }

    private static double sum(Map<String, Map<String, String>> scores, String column) {
        return scores.values().stream()
                .mapToDouble(score -> figure(score, column))
                .sum();
    }

    private static double figure(Map<String, String> score, String column) {
        return Double.parseDouble(String.valueOf(score.get(column)));
    }

    @Test
    void superstoreIsTheSameDayFirstAndInEveryEncoding() throws IOException {
        ScoreResult expected = ScoreRun.run(request(SUPERSTORE).withAnalysis(QUICK));
        Path source = SharedData.find("data/" + SUPERSTORE).orElseThrow();
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(source))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\ufeff", "");
        }
        String dayFirst = text.replaceAll("(?<=,)(\\d{1,2})/(\\d{1,2})/(\\d{4})(?=,)", "$2/$1/$3");
        for (String encoding : List.of("windows-1252", "UTF-16")) {
            Path target = folder.resolve(encoding + ".csv.gz");
            try (GZIPOutputStream zipped = new GZIPOutputStream(Files.newOutputStream(target))) {
                zipped.write(dayFirst.getBytes(Charset.forName(encoding)));
            }
            ScoreResult result = ScoreRun.run(Scratch.score(target).withAnalysis(QUICK));
            assertThat(result.rowsAccepted()).as(encoding).isEqualTo(9994);
            assertThat(result.purchaseModel()).as(encoding).isEqualTo(expected.purchaseModel());
            assertThat(result.spendModel()).as(encoding).isEqualTo(expected.spendModel());
            assertThat(result.totals()).as(encoding).isEqualTo(expected.totals());
        }
    }

    @Test
    void lineItemsAndOrdersGiveTheSameValues() throws SQLException {
        Path orders = folder.resolve("orders.csv");
        Path items = folder.resolve("items.csv");
        ScoreResult result = ScoreRun.run(
                request(MAVEN + "orders.csv.gz").withAnalysis(QUICK).withOut(orders));
        ScoreRun.run(request(MAVEN + "orders.csv.gz", MAVEN + "order_items.csv.gz")
                .withAnalysis(QUICK)
                .withOut(items));
        assertThat(result.totals().historicRevenue()).isCloseTo(1_938_509.75, within(0.005));
        assertThat(Scratch.scores(items)).isEqualTo(Scratch.scores(orders));
    }

    private static ScoreRequest request(String... files) {
        return ScoreRequest.of(source(files));
    }

    private static SourceRequest source(String... files) {
        List<Path> found = Arrays.stream(files)
                .flatMap(file -> SharedData.find("data/" + file).stream())
                .toList();
        assumeTrue(found.size() == files.length, "the folder of real data is not there");
        return SourceRequest.of(found.stream().map(Path::toString).toList(), Scratch.LATEST);
    }
}
