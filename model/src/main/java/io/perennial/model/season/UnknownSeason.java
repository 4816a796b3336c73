// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * What a yearly season may do to a forecast when fewer than two years are known, so that a peak seen once cannot be told from chance or growth.
 *
 * <p>With z(i) = ln((counted + 1/2) / (expected + 1/2)) of each month seen and errors v(i) = 1 / (counted + 1/2), months differ by more than chance when the sum of (z - mean)^2 / v
 * exceeds what chance gives in all but one of a hundred shops; S, what the variance of z has beyond the mean error, is then the variance of a month's effect. Let h(m) be the share of
 * the horizon's days in calendar month m, o(m) the share of the purchases expected so far that fell into it. If effects of calendar months are independent with variance S, the log
 * of the horizon's total errs with variance
 *
 * <pre>
 * variance = S × sum over m of (h(m) - o(m))^2
 * </pre>
 *
 * which is small for a whole year ahead after a whole year, and large for a few months of which none was seen.
 *
 * @param monthVariance S, 0 where months do not differ by more than chance
 * @param variance of the log of the total of all customers within the horizon
 * @param monthsSeen months with purchases enough to be compared
 */
public record UnknownSeason(double monthVariance, double variance, int monthsSeen) {
    /** The season is known, or there is no sign of one. */
    public static final UnknownSeason NONE = new UnknownSeason(0, 0, 0);

    /** Purchases expected in a month, below which its ratio is mostly chance. */
    private static final double FEWEST_PURCHASES = 5;

    /** From two months nothing can be said of how months vary. */
    private static final int FEWEST_MONTHS = 3;

    /** Of these days, for a horizon that begins the day after the last. */
    public static UnknownSeason of(DailyPurchases days, LocalDate horizonEnd) {
        if (days.years() >= 2) {
            return NONE;
        }
        List<double[]> months = months(days);
        double[] z = months.stream()
                .mapToDouble(m -> Math.log((m[0] + 0.5) / (m[1] + 0.5)))
                .toArray();
        double[] error = months.stream().mapToDouble(m -> 1 / (m[0] + 0.5)).toArray();
        int n = z.length;
        if (n < FEWEST_MONTHS) {
            return new UnknownSeason(0, 0, n);
        }
        double mean = 0;
        double precision = 0;
        for (int i = 0; i < n; i++) {
            mean += z[i] / error[i];
            precision += 1 / error[i];
        }
        mean /= precision;
        double statistic = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            statistic += (z[i] - mean) * (z[i] - mean) / error[i];
            spread += (z[i] - mean) * (z[i] - mean) / (n - 1);
        }
        double chance = 1 - new ChiSquaredDistribution(n - 1).cumulativeProbability(statistic);
        double variance = chance >= Pattern.SIGNIFICANCE
                ? 0
                : Math.max(0, spread - Arrays.stream(error).average().orElse(0));
        return new UnknownSeason(variance, variance * imbalance(days, horizonEnd), n);
    }

    /** Counted and expected purchases of every month with enough of them. */
    private static List<double[]> months(DailyPurchases days) {
        List<double[]> months = new ArrayList<>();
        double total = Arrays.stream(days.expected()).sum();
        double level = total > 0 ? Arrays.stream(days.counted()).sum() / total : 0;
        YearMonth current = null;
        for (int i = 0; i < days.counted().length; i++) {
            YearMonth month = YearMonth.from(days.start().plusDays(i));
            if (!month.equals(current)) {
                months.add(new double[2]);
                current = month;
            }
            double[] last = months.get(months.size() - 1);
            last[0] += days.counted()[i];
            last[1] += level * days.expected()[i];
        }
        return months.stream().filter(m -> m[1] >= FEWEST_PURCHASES).toList();
    }

    /** The sum of (h - o)^2. */
    private static double imbalance(DailyPurchases days, LocalDate horizonEnd) {
        double[] ahead = new double[SeasonIndex.MONTHS];
        double daysAhead = 0;
        for (LocalDate day = days.end().plusDays(1); !day.isAfter(horizonEnd); day = day.plusDays(1)) {
            ahead[day.getMonthValue() - 1]++;
            daysAhead++;
        }
        double[] seen = new double[SeasonIndex.MONTHS];
        for (int i = 0; i < days.expected().length; i++) {
            seen[days.start().plusDays(i).getMonthValue() - 1] += days.expected()[i];
        }
        double all = Arrays.stream(seen).sum();
        double sum = 0;
        for (int m = 0; m < SeasonIndex.MONTHS; m++) {
            double difference = ahead[m] / Math.max(1, daysAhead) - seen[m] / all;
            sum += difference * difference;
        }
        return sum;
    }
}
