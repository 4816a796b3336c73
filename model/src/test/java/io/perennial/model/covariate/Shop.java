// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.TimeUnit;
import io.perennial.model.design.Attributes;
import io.perennial.model.design.Contrasts;
import io.perennial.model.design.Covariates;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The fixture of a shop whose customers differ by gender and channel. */
record Shop(List<Map<String, String>> rows, PurchaseHistories histories, Covariates covariates) {
    private static final LocalDate END = LocalDate.of(2024, 6, 30);
    private static final LocalDate MONDAY = LocalDate.of(2023, 1, 2);
    private static final int WEEKS = 104;
    private static final Path FOLDER = Path.of("../testkit/src/main/resources/fixtures/shop_cov");

    static Shop read() throws IOException {
        List<Map<String, String>> rows = References.csv("shop_cov/summary.csv");
        Attributes attributes = Attributes.of(rows.size())
                .withNumbers("gender", column(rows, "gender"))
                .withNumbers("channel_paid", column(rows, "channel_paid"));
        return new Shop(
                rows,
                References.histories(rows, "x", "t_x", "T"),
                Contrasts.of(attributes).encode(attributes));
    }

    static double[] column(List<Map<String, String>> rows, String name) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.getOrDefault(name, "")))
                .toArray();
    }

    int row(String customer) {
        for (int i = 0; i < rows.size(); i++) {
            if (customer.equals(rows.get(i).get("customer_id"))) {
                return i;
            }
        }
        throw new IllegalArgumentException("customer must be in the fixture, was " + customer);
    }

    /** Purchase days in the calibration period and weekly covariates until the end of the holdout, both in weeks since the first purchase. */
    TimedHistories timed() throws IOException {
        int n = rows.size();
        long[] first = new long[n];
        for (int i = 0; i < n; i++) {
            first[i] = END.toEpochDay() - Math.round(histories.T(i) * 7);
        }
        double[][] times = times(first);
        double[] observed = new double[n];
        Arrays.setAll(observed, histories::T);
        return TimedHistories.of(TimeUnit.WEEK, times, observed, paths(first).with(covariates));
    }

    private double[][] times(long[] first) throws IOException {
        List<TreeSet<Long>> days = new ArrayList<>();
        rows.forEach(row -> days.add(new TreeSet<>()));
        for (Map<String, String> order : References.csv(FOLDER.resolve("transactions.csv"))) {
            LocalDate day = LocalDate.parse(order.getOrDefault("order_date", ""));
            if (!day.isAfter(END)) {
                days.get(row(order.getOrDefault("customer_id", ""))).add(day.toEpochDay());
            }
        }
        double[][] times = new double[rows.size()][];
        for (int i = 0; i < times.length; i++) {
            long start = first[i];
            times[i] = days.get(i).stream()
                    .skip(1)
                    .mapToDouble(day -> (day - start) / 7.0)
                    .toArray();
        }
        return times;
    }

    private CovariatePaths paths(long[] first) throws IOException {
        int n = rows.size();
        int[] customer = new int[n * WEEKS];
        double[] start = new double[n * WEEKS];
        double[][] columns = new double[2][n * WEEKS];
        double[] until = new double[n];
        List<Map<String, String>> season = References.csv(FOLDER.resolve("season_by_week.csv"));
        for (Map<String, String> row : References.csv(FOLDER.resolve("marketing_by_week.csv"))) {
            int i = row(row.getOrDefault("customer_id", ""));
            String digits = row.getOrDefault("marketing_weeks_0_to_103", "");
            for (int week = 0; week < WEEKS; week++) {
                int at = i * WEEKS + week;
                customer[at] = i;
                start[at] = (MONDAY.toEpochDay() + 7L * week - first[i]) / 7.0;
                columns[0][at] = digits.charAt(week) - '0';
                columns[1][at] = Double.parseDouble(season.get(week).getOrDefault("high_season", ""));
            }
            until[i] = (MONDAY.toEpochDay() + 7L * WEEKS - first[i]) / 7.0;
        }
        return CovariatePaths.of(List.of("marketing", "high_season"), customer, start, columns, until);
    }
}
