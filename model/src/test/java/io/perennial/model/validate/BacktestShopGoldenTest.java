// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.validate.Holdout.Customers;
import io.perennial.model.validate.Holdout.LastPeriod;
import io.perennial.model.validate.Holdout.Outcome;
import io.perennial.model.validate.Holdout.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A rolling backtest of BG/NBD against the baselines over the simulated shop of the test fixtures, from orders to choice. */
class BacktestShopGoldenTest {
    private static final Path ORDERS = Path.of("../testkit/src/main/resources/fixtures/shop/transactions.csv");
    private static final int HORIZON_DAYS = 26 * 7;
    private static BacktestReport report;

    @BeforeAll
    static void run() throws IOException {
        // customer -> day -> amount: purchases of one day are one transaction
        Map<String, NavigableMap<Long, Double>> log = new TreeMap<>();
        List<String> lines = Files.readAllLines(ORDERS);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            log.computeIfAbsent(cells[1], id -> new TreeMap<>())
                    .merge(LocalDate.parse(cells[2]).toEpochDay(), Double.parseDouble(cells[3]), Double::sum);
        }
        List<NavigableMap<Long, Double>> customers = new ArrayList<>(log.values());
        List<Holdout> holdouts = List.of(holdout(customers, "2023-12-31"), holdout(customers, "2024-06-30"));
        List<Candidate> candidates = new ArrayList<>(Baselines.all());
        candidates.add(0, Candidate.model("bg-nbd", "own-mean", 4, BacktestShopGoldenTest::predict));
        report = Backtest.run(holdouts, candidates, BacktestOptions.defaults().withResamples(100));
    }

    private static Holdout holdout(List<NavigableMap<Long, Double>> all, String date) {
        long origin = LocalDate.parse(date).toEpochDay();
        int[] known = IntStream.range(0, all.size())
                .filter(c -> all.get(c).firstKey() <= origin)
                .toArray();
        int n = known.length;
        Customers customers = new Customers(
                new long[n], new int[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        LastPeriod last = new LastPeriod(new int[n], new double[n], new double[n]);
        Outcome outcome = new Outcome(new int[n], new double[n]);
        List<int[]> entries = new ArrayList<>();
        List<Double> amounts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            NavigableMap<Long, Double> days = all.get(known[i]);
            long first = days.firstKey();
            double firstSpend = days.firstEntry().getValue();
            Map<Long, Double> past = days.headMap(origin, true);
            Map<Long, Double> window = days.subMap(origin - HORIZON_DAYS, false, origin, true);
            Map<Long, Double> future = days.subMap(origin, false, origin + HORIZON_DAYS, true);
            customers.key()[i] = known[i];
            customers.frequency()[i] = past.size() - 1;
            customers.recency()[i] = (days.floorKey(origin) - first) / 7.0;
            customers.T()[i] = (origin - first) / 7.0;
            customers.totalSpend()[i] = sum(past);
            customers.meanAllSpend()[i] = sum(past) / past.size();
            customers.meanRepeatSpend()[i] = (sum(past) - firstSpend) / (past.size() - 1);
            last.transactions()[i] = window.size();
            last.spend()[i] = sum(window);
            Long before = days.floorKey(origin - HORIZON_DAYS);
            last.recencyBefore()[i] = before == null ? Double.NaN : (before - first) / 7.0;
            outcome.transactions()[i] = future.size();
            outcome.spend()[i] = sum(future);
            int row = i;
            future.forEach((day, amount) -> {
                entries.add(new int[] {row, (int) ((day - origin - 1) / 7)});
                amounts.add(amount);
            });
        }
        Tracking tracking = new Tracking(
                IntStream.rangeClosed(1, 26).asDoubleStream().toArray(),
                entries.stream().mapToInt(entry -> entry[0]).toArray(),
                entries.stream().mapToInt(entry -> entry[1]).toArray(),
                entries.stream().mapToInt(entry -> 1).toArray(),
                amounts.stream().mapToDouble(Double::doubleValue).toArray());
        return new Holdout(date, TimeUnit.WEEK, 26, customers, last, outcome, tracking);
    }

    private static double sum(Map<Long, Double> days) {
        return days.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Prediction predict(Holdout holdout) {
        Customers customers = holdout.customers();
        PurchaseHistories histories =
                PurchaseHistories.of(TimeUnit.WEEK, customers.frequency(), customers.recency(), customers.T());
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        PurchaseForecast forecast = fit.model().forecast(histories, holdout.horizon(), DiscountRate.NONE);
        double[] spend = new double[holdout.size()];
        for (int i = 0; i < spend.length; i++) {
            spend[i] = forecast.expected()[i] * customers.meanAllSpend()[i];
        }
        double[] ends = holdout.tracking().ends();
        double[] perStep = new double[ends.length];
        double before = 0;
        for (int s = 0; s < ends.length; s++) {
            double due = 0;
            for (int i = 0; i < histories.size(); i++) {
                due += fit.model()
                        .expectedTransactions(histories.frequency(i), histories.recency(i), histories.T(i), ends[s]);
            }
            perStep[s] = due - before;
            before = due;
        }
        return Prediction.of(forecast.expected(), spend, forecast.pBuy()).withTransactionsPerStep(perStep);
    }

    @Test
    void theModelBehindTheShopBeatsEveryBaseline() {
        ModelChoice choice = report.choice();
        assertThat(choice.model()).isEqualTo("bg-nbd + own-mean");
        assertThat(choice.transactions().winner()).isEqualTo(choice.model());
        assertThat(choice.spend().winner()).isEqualTo(choice.model());
        assertThat(choice.transactions().reason())
                .startsWith("bg-nbd explains 60.8 % of the deviance of transactions")
                .contains("the best baseline: rfm-cells 45.8 % (difference 15.0");
    }

    @Test
    void figuresOfTheLastOrigin() {
        BacktestReport.Evaluation evaluation = report.evaluations().stream()
                .filter(e -> e.origin().equals("2024-06-30") && e.candidate().startsWith("bg-nbd"))
                .findFirst()
                .orElseThrow();
        // 600 customers and 586 purchase days: see reference/shop/bgnbd.json
        assertThat(report.origins().get(1).customers()).isEqualTo(600);
        assertThat(report.origins().get(1).transactions()).isEqualTo(586);
        // numpy and scipy from the 160-bit optimum in the same file, by the 2F1 form of the expectation; ours is
        // fitted, so parameters differ by up to about 1e-9
        figure(evaluation, Metric.BIAS, 0.0727887743);
        figure(evaluation, Metric.MAE, 0.7441482584);
        figure(evaluation, Metric.SPEARMAN, 0.6127000922);
        figure(evaluation, Metric.GINI, 0.8938921587);
        figure(evaluation, Metric.DEVIANCE_EXPLAINED, 0.6841747871);
        figure(evaluation, Metric.RMSE_OVER_MEAN, 1.4221295545);
        BacktestReport.Track end = evaluation.transactions().tracking().get(25);
        assertThat(end.actual()).isEqualTo(586);
        assertThat(end.expected()).isCloseTo(evaluation.transactions().predicted(), within(1e-9));
    }

    private static void figure(BacktestReport.Evaluation evaluation, Metric metric, double expected) {
        double actual = evaluation.transactions().estimate(metric).figure().orElseThrow();
        assertThat(actual).as(metric.key()).isCloseTo(expected, within(1e-8));
    }
}
