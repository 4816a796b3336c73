// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The factor by which the rate of events rises per unit of x, the same in all strata, whose base rates are free: events in a stratum fall on its rows with chances proportional to
 * time exp(x beta) (the partial likelihood of Cox's model for grouped times).
 *
 * @param ratio exp(beta)
 * @param logError standard error of beta
 */
record RateRatio(double ratio, double logError) {
    private record Row(double x, double time, double events) {}

    /** @param query rows of stratum, x, time, events */
    static RateRatio of(String query) {
        Map<Object, List<Row>> strata = new LinkedHashMap<>();
        for (List<Object> cells : Demo.rows(query)) {
            strata.computeIfAbsent(cells.get(0), stratum -> new ArrayList<>())
                    .add(new Row(number(cells.get(1)), number(cells.get(2)), number(cells.get(3))));
        }
        double beta = 0;
        double information = 0;
        // Newton's method on a concave likelihood in one dimension; 50 steps are far more than it takes.
        for (int step = 0; step < 50; step++) {
            double score = 0;
            information = 0;
            for (List<Row> rows : strata.values()) {
                double weight = 0;
                double first = 0;
                double second = 0;
                double events = 0;
                for (Row row : rows) {
                    double share = row.time * Math.exp(beta * row.x);
                    weight += share;
                    first += share * row.x;
                    second += share * row.x * row.x;
                    events += row.events;
                    score += row.events * row.x;
                }
                double mean = first / weight;
                score -= events * mean;
                information += events * (second / weight - mean * mean);
            }
            beta += score / information;
        }
        return new RateRatio(Math.exp(beta), 1 / Math.sqrt(information));
    }

    private static double number(Object cell) {
        return Double.parseDouble(cell.toString());
    }
}
