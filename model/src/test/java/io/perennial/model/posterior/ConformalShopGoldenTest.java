// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import io.perennial.model.value.Customers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Intervals of the revenue of every customer of the shop in the fixtures over the next quarter, corrected at each origin by the origins before it. */
class ConformalShopGoldenTest {
    private static final Path ORDERS = Path.of("../testkit/src/main/resources/fixtures/shop/transactions.csv");
    private static final int HORIZON_DAYS = 13 * 7;
    private static final int DRAWS = 200;

    private static final List<Origin> ORIGINS = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // read only here
    private record Origin(PredictiveRanks ranks, double[] tenure, double[] predicted) {}

    @BeforeAll
    static void run() throws IOException {
        Map<String, NavigableMap<Long, Double>> log = new TreeMap<>();
        List<String> lines = Files.readAllLines(ORDERS);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            log.computeIfAbsent(cells[1], id -> new TreeMap<>())
                    .merge(LocalDate.parse(cells[2]).toEpochDay(), Double.parseDouble(cells[3]), Double::sum);
        }
        List<NavigableMap<Long, Double>> customers = new ArrayList<>(log.values());
        for (String date : List.of("2023-10-01", "2023-12-31", "2024-03-31", "2024-06-30", "2024-09-29")) {
            ORIGINS.add(origin(customers, LocalDate.parse(date).toEpochDay()));
        }
    }

    private static Origin origin(List<NavigableMap<Long, Double>> all, long origin) {
        List<NavigableMap<Long, Double>> known =
                all.stream().filter(days -> days.firstKey() <= origin).toList();
        int n = known.size();
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] observed = new double[n];
        int[] purchases = new int[n];
        double[] mean = new double[n];
        double[] actual = new double[n];
        for (int i = 0; i < n; i++) {
            NavigableMap<Long, Double> days = known.get(i);
            Map<Long, Double> past = days.headMap(origin, true);
            frequency[i] = past.size() - 1;
            recency[i] = (days.floorKey(origin) - days.firstKey()) / 7.0;
            observed[i] = (origin - days.firstKey()) / 7.0;
            purchases[i] = past.size();
            mean[i] = sum(past) / past.size();
            actual[i] = sum(days.subMap(origin, false, origin + HORIZON_DAYS, true));
        }
        PurchaseHistories histories = PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed);
        List<? extends PurchaseModel> models = posterior(BgNbdFitter.problem(histories));
        List<GammaGamma> spend = posterior(GammaGammaFitter.problem(SpendHistories.of(purchases, mean)));
        Customers customers = new Customers(IntStream.range(0, n).toArray(), purchases, mean);
        PredictiveDraws draws = PredictiveDraws.of(
                models, spend, histories, new PredictiveDraws.Window(13, DiscountRate.NONE, 1, origin));
        double[] predicted = draws.each(customers, ConformalLevels.NOMINAL).stream()
                .mapToDouble(estimate -> estimate.expected())
                .toArray();
        return new Origin(draws.ranks(customers, actual), observed, predicted);
    }

    private static <M> List<M> posterior(LikelihoodProblem<M> problem) {
        return PosteriorSampler.sample(
                        problem,
                        Priors.weak(problem),
                        NutsOptions.defaults().withChains(2).withWarmup(100).withDraws(DRAWS / 2))
                .models(DRAWS);
    }

    private static double sum(Map<Long, Double> days) {
        return days.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The ranks at the last three origins after the levels learnt from all earlier ones: an interval from level l to h becomes one from 0.1 to 0.9. */
    @Test
    void correctedIntervalsCoverWhatTheySay() {
        double covered80 = 0;
        double covered95 = 0;
        double customers = 0;
        for (int o = 2; o < ORIGINS.size(); o++) {
            ConformalLevels levels = ConformalLevels.of(PredictiveRanks.concat(
                    ORIGINS.subList(0, o).stream().map(Origin::ranks).toList()));
            PredictiveRanks ranks = ORIGINS.get(o).ranks();
            covered80 += ranks.size() * ranks.coverage(levels.low80(), levels.high80());
            covered95 += ranks.size() * ranks.coverage(levels.low95(), levels.high95());
            customers += ranks.size();
        }
        // the promise; 1,800 customers know a coverage to 0.9 points
        assertThat(covered80 / customers).isBetween(0.78, 0.82);
        assertThat(covered95 / customers).isBetween(0.93, 0.97);
    }

    @Test
    void coverageHoldsByDecileAndTenure() {
        PredictiveRanks all =
                PredictiveRanks.concat(ORIGINS.stream().map(Origin::ranks).toList());
        ConformalLevels levels = ConformalLevels.of(all);
        int[] decile = joined(true, 10);
        int[] quarter = joined(false, 4);
        // 300 customers know a coverage to 2.3 points: four times that; 750 to 1.5
        for (double coverage : all.coverage(levels.low80(), levels.high80(), decile, 10)) {
            assertThat(coverage).isBetween(0.7, 0.9);
        }
        for (double coverage : all.coverage(levels.low80(), levels.high80(), quarter, 4)) {
            assertThat(coverage).isBetween(0.74, 0.86);
        }
    }

    private static int[] joined(boolean byValue, int parts) {
        return ORIGINS.stream()
                .flatMapToInt(origin ->
                        Arrays.stream(PredictiveRanks.parts(byValue ? origin.predicted() : origin.tenure(), parts)))
                .toArray();
    }

    /** A model that takes customers for far more regular than they are needs, and gets, a correction. */
    @Test
    void anOverconfidentModelIsCorrected() {
        // ranks crowded at both ends, as intervals half as wide as they should be produce them
        double[] below = IntStream.range(0, 2000)
                .mapToDouble(i -> {
                    double u = (i + 0.5) / 2000;
                    return u < 0.5 ? Math.pow(2 * u, 2) / 2 * 0.999 : (1 - Math.pow(2 * (1 - u), 2) / 2) * 0.999;
                })
                .toArray();
        PredictiveRanks crowded = new PredictiveRanks(
                below, Arrays.stream(below).map(b -> b + 1e-4).toArray());
        assertThat(crowded.coverage(0.1, 0.9)).isLessThan(0.6);
        ConformalLevels levels = ConformalLevels.of(crowded);
        assertThat(levels.low80()).isLessThan(0.03);
        assertThat(levels.high80()).isGreaterThan(0.97);
        assertThat(crowded.coverage(levels.low80(), levels.high80())).isBetween(0.795, 0.805);
        double[] recent = new double[2000];
        Arrays.fill(recent, 1800, 2000, 1);
        assertThat(ConformalLevels.of(crowded, recent).low80()).isGreaterThan(0.9);
        assertThat(ConformalLevels.of(new PredictiveRanks(
                        new double[10],
                        Collections.nCopies(10, 1.0).stream()
                                .mapToDouble(d -> d)
                                .toArray())))
                .isEqualTo(ConformalLevels.NOMINAL);
    }
}
