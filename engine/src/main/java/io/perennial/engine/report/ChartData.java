// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.ClvException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of the charts as JSON that is safe inside a script element. Charts hold aggregates only, no text from the data. */
final class ChartData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChartData() {}

    static String of(ScoreReport report, Figures figures) {
        Map<String, Object> charts = new LinkedHashMap<>();
        report.concentration().content().ifPresent(holders -> {
            charts.put("pareto", pareto(holders));
            charts.put("deciles", deciles(holders));
        });
        report.activity().content().ifPresent(activity -> charts.put("distribution", distribution(activity)));
        report.evidence().tracking().content().ifPresent(tracking -> charts.put("tracking", tracking(tracking)));
        report.evidence().holdout().content().ifPresent(holdout -> charts.put("calibration", calibration(holdout)));
        report.oneTimeBuyers().content().ifPresent(buyers -> charts.put("return", returning(buyers)));
        report.nextPurchases().content().ifPresent(next -> charts.put("calendar", calendar(next)));
        return json(Map.of("symbol", figures.symbol(), "charts", charts));
    }

    private static Map<String, Object> pareto(Concentration holders) {
        return Map.of("predicted", points(holders.predicted()), "historic", points(holders.historic()));
    }

    private static List<List<@Nullable Double>> points(List<Concentration.Point> points) {
        return points.stream()
                .map(point -> pair(point.customers(), point.value()))
                .toList();
    }

    private static Map<String, Object> deciles(Concentration holders) {
        return Map.of(
                "rank",
                        holders.deciles().stream()
                                .map(Concentration.Decile::rank)
                                .toList(),
                "share",
                        holders.deciles().stream()
                                .map(decile -> finite(decile.share()))
                                .toList(),
                "value",
                        holders.deciles().stream()
                                .map(decile -> finite(decile.predictedValue()))
                                .toList());
    }

    private static Map<String, Object> distribution(Activity activity) {
        return Map.of(
                "bin",
                        activity.distribution().stream()
                                .map(bin -> Figures.percent(bin.from(), 0) + " to " + Figures.percent(bin.to(), 0))
                                .toList(),
                "customers",
                        activity.distribution().stream()
                                .map(Activity.Bin::customers)
                                .toList());
    }

    private static Map<String, Object> tracking(Evidence.Tracking tracking) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("holdout", tracking.holdoutStart() == null ? null : Figures.date(tracking.holdoutStart()));
        data.put(
                "date",
                tracking.points().stream()
                        .map(point -> Figures.date(point.date()))
                        .toList());
        data.put(
                "actual",
                tracking.points().stream().map(point -> finite(point.actual())).toList());
        data.put(
                "expected",
                tracking.points().stream()
                        .map(point -> finite(point.expected()))
                        .toList());
        return data;
    }

    private static Map<String, Object> calibration(Evidence.Holdout holdout) {
        return Map.of(
                "frequency",
                        holdout.calibration().stream()
                                .map(Evidence.Calibration::frequency)
                                .toList(),
                "actual",
                        holdout.calibration().stream()
                                .map(row -> finite(row.actual()))
                                .toList(),
                "expected",
                        holdout.calibration().stream()
                                .map(row -> finite(row.expected()))
                                .toList());
    }

    private static Map<String, Object> returning(OneTimeBuyers buyers) {
        return Map.of(
                "age", buyers.byAge().stream().map(OneTimeBuyers.Age::sinceLast).toList(),
                "customers",
                        buyers.byAge().stream()
                                .map(OneTimeBuyers.Age::customers)
                                .toList(),
                "probability",
                        buyers.byAge().stream()
                                .map(age -> finite(age.probabilityToReturn()))
                                .toList());
    }

    private static Map<String, Object> calendar(NextPurchases next) {
        return Map.of(
                "week",
                        next.weeks().stream()
                                .map(week -> Figures.date(week.start()))
                                .toList(),
                "transactions",
                        next.weeks().stream()
                                .map(week -> finite(week.expectedTransactions()))
                                .toList(),
                "due",
                        next.weeks().stream()
                                .map(NextPurchases.Week::customersDue)
                                .toList());
    }

    private static List<@Nullable Double> pair(double x, double y) {
        List<@Nullable Double> pair = new ArrayList<>(2);
        pair.add(finite(x));
        pair.add(finite(y));
        return pair;
    }

    /** JSON knows no NaN; a gap in the chart is what an unknown figure is. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Inside a script element only {@code <} can end it or open a comment; as an escape it means the same to JSON. */
    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw ClvException.internal("report-json", "Cannot write the report's chart data: " + e.getMessage(), e);
        }
    }
}
