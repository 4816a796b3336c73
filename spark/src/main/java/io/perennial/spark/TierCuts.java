// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.perennial.model.decision.Tiers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Where tiers begin, as it travels to where the customers are.
 *
 * @param names best first
 * @param from least value of each
 */
@SuppressWarnings("ArrayRecordComponent") // as it travels
record TierCuts(String[] names, double[] from) implements Serializable {

    /**
     * Tiers of the default shares of customers.
     *
     * @param values with a column {@code clv}, one row per customer
     * @param size number of customers
     * @param driverRows most values that the driver takes; beyond it the cuts are looked up where the values are, by the same rule
     */
    static TierCuts of(Dataset<Row> values, long size, int driverRows) {
        Dataset<Row> clv = values.select("clv");
        if (size <= driverRows) {
            return of(Tiers.byCustomers(
                    clv.collectAsList().stream()
                            .mapToDouble(row -> row.getDouble(0))
                            .toArray(),
                    Tiers.DEFAULT_SHARES));
        }
        return of(Tiers.of(cuts(clv.where("clv > 0"), size)));
    }

    private static TierCuts of(Tiers tiers) {
        return new TierCuts(
                tiers.tiers().stream().map(Tiers.Tier::name).toArray(String[]::new),
                tiers.tiers().stream().mapToDouble(Tiers.Tier::from).toArray());
    }

    Tiers tiers() {
        List<Tiers.Tier> tiers = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            tiers.add(new Tiers.Tier(names[i], from[i]));
        }
        return Tiers.of(tiers);
    }

    /** The rule of {@link Tiers}: the cut nearest to the wanted size that does not divide equal values. */
    private static List<Tiers.Tier> cuts(Dataset<Row> positive, long size) {
        JavaRDD<Double> descending = positive.javaRDD()
                .map(row -> row.getDouble(0))
                .sortBy(value -> -value, true, positive.rdd().getNumPartitions());
        List<Tiers.Tier> tiers = new ArrayList<>();
        double cumulative = 0;
        for (Tiers.Share share : Tiers.DEFAULT_SHARES.subList(0, Tiers.DEFAULT_SHARES.size() - 1)) {
            cumulative += share.share();
            double target = cumulative * size;
            long rank = (long) Math.floor(target);
            List<Double> at = descending
                    .zipWithIndex()
                    .filter(indexed -> indexed._2() == rank)
                    .map(Tuple2::_1)
                    .collect();
            tiers.add(new Tiers.Tier(
                    share.name(), at.isEmpty() ? least(positive.agg(min("clv"))) : cut(positive, at.get(0), target)));
        }
        tiers.add(new Tiers.Tier(
                Tiers.DEFAULT_SHARES.get(Tiers.DEFAULT_SHARES.size() - 1).name(), Double.NEGATIVE_INFINITY));
        return tiers;
    }

    private static double cut(Dataset<Row> positive, double value, double target) {
        Column above = col("clv").gt(value);
        Row around = positive.agg(
                        count(when(above, 1)), count(when(col("clv").geq(value), 1)), min(when(above, col("clv"))))
                .head();
        long first = around.getLong(0);
        long last = around.getLong(1);
        if (last - target < target - first) {
            return value;
        }
        return first == 0 ? Double.POSITIVE_INFINITY : around.getDouble(2);
    }

    private static double least(Dataset<Row> one) {
        Row row = one.head();
        return row.isNullAt(0) ? Double.POSITIVE_INFINITY : row.getDouble(0);
    }
}
