// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * What a yearly season may do to a forecast when fewer than two years are known, so that a peak seen once cannot be told from chance or growth.
 *
 * <p>With z(i) = ln((counted + 1/2) / (expected + 1/2)) of each month seen and errors v(i) = 1 / (counted + 1/2), months differ by more than chance when the sum of (z - mean)^2 / v
 * exceeds what chance gives in all but one of a hundred shops; S, what the variance of z has beyond the mean error, is then the variance of a month's effect. Let h(m) be the share of
 * the horizon's days in calendar month m, o(m) the share of the purchases expected so far that fell into it. If effects of calendar months are independent with variance S, the log
 * of the horizon's total errs with variance S × sum over m of (h(m) - o(m))^2. Besides, the months seen may come back as they were: with the factors
 * exp(z(m)), and 1 for months not seen, as an index, R is the total of a model in that seasonal time over that of one in calendar time. Neither that they do nor that they do not can
 * be ruled out, so R is put one standard deviation away from the forecast, to leave as much room beyond it: a log-normal with mean 1 and variance q of its logarithm has
 * q^(1/2) - q / 2 = ln R there. Together
 *
 * <pre>
 * variance = exp(q + S × sum over m of (h(m) - o(m))^2) - 1,  q^(1/2) = 1 - (1 - 2 |ln R|)^(1/2)
 * </pre>
 *
 * with q = 1 where the root is of a negative number, R beyond 1.65: no such interval of 80 % goes further than 2.2 times the mean. The variance is small for a whole year ahead after a
 * whole year, large for a few months of which none was seen, and largest for a peak seen once.
 *
 * @param monthVariance S, 0 where months do not differ by more than chance
 * @param repeat R, 1 where months do not differ by more than chance
 * @param variance of the total of all customers within the horizon, relative to its square
 * @param monthsSeen months with purchases enough to be compared
 */
public record UnknownSeason(double monthVariance, double repeat, double variance, int monthsSeen) {
    /** The season is known, or there is no sign of one. */
    public static final UnknownSeason NONE = new UnknownSeason(0, 1, 0, 0);

    /** Purchases expected in a month, below which its ratio is mostly chance. */
    private static final double FEWEST_PURCHASES = 5;

    /** From two months nothing can be said of how months vary. */
    private static final int FEWEST_MONTHS = 3;

    /** A month seen: its calendar month from 0, what came and what was expected. */
    private record Month(int ofYear, double counted, double expected) {
        double logRatio() {
            return Math.log((counted + 0.5) / (expected + 0.5));
        }

        double error() {
            return 1 / (counted + 0.5);
        }
    }

    /**
     * Of these days, for a horizon that begins the day after the last.
     *
     * @param total purchases of all customers within the horizon, by a model fitted in the time of an index
     */
    public static UnknownSeason of(DailyPurchases days, LocalDate horizonEnd, ToDoubleFunction<SeasonIndex> total) {
        if (days.years() >= 2) {
            return NONE;
        }
        List<Month> months = months(days);
        int n = months.size();
        double variance = n < FEWEST_MONTHS ? 0 : monthVariance(months);
        if (variance == 0) {
            return new UnknownSeason(0, 1, 0, n);
        }
        double back = total.applyAsDouble(asSeen(months)) / total.applyAsDouble(SeasonIndex.none());
        double deviation = 1 - Math.sqrt(Math.max(0, 1 - 2 * Math.abs(Math.log(back))));
        return new UnknownSeason(
                variance, back, Math.expm1(deviation * deviation + variance * imbalance(days, horizonEnd)), n);
    }

    private static SeasonIndex asSeen(List<Month> months) {
        double[] factors = new double[SeasonIndex.MONTHS];
        Arrays.setAll(factors, m -> effect(months, m));
        return new SeasonIndex(new Pattern(factors, 1, 0, 1), Pattern.none(SeasonIndex.WEEKDAYS, 0));
    }

    /** S. */
    private static double monthVariance(List<Month> months) {
        int n = months.size();
        double weighted = 0;
        double precision = 0;
        for (Month month : months) {
            weighted += month.logRatio() / month.error();
            precision += 1 / month.error();
        }
        double mean = weighted / precision;
        double statistic = 0;
        double spread = 0;
        for (Month month : months) {
            double squared = (month.logRatio() - mean) * (month.logRatio() - mean);
            statistic += squared / month.error();
            spread += squared / (n - 1);
        }
        double chance = 1 - new ChiSquaredDistribution(n - 1).cumulativeProbability(statistic);
        double error = months.stream().mapToDouble(Month::error).average().orElse(0);
        return chance >= Pattern.SIGNIFICANCE ? 0 : Math.max(0, spread - error);
    }

    /** The ratio of a calendar month, of its purchases in all years; 1 where it was not seen. */
    private static double effect(List<Month> months, int ofYear) {
        double counted = 0.5;
        double expected = 0.5;
        for (Month month : months) {
            counted += month.ofYear == ofYear ? month.counted : 0;
            expected += month.ofYear == ofYear ? month.expected : 0;
        }
        return counted / expected;
    }

    /** Every month with enough purchases. */
    private static List<Month> months(DailyPurchases days) {
        double total = Arrays.stream(days.expected()).sum();
        double level = total > 0 ? Arrays.stream(days.counted()).sum() / total : 0;
        Map<YearMonth, double[]> sums = new TreeMap<>();
        for (int i = 0; i < days.counted().length; i++) {
            double[] sum = sums.computeIfAbsent(YearMonth.from(days.start().plusDays(i)), month -> new double[2]);
            sum[0] += days.counted()[i];
            sum[1] += level * days.expected()[i];
        }
        return sums.entrySet().stream()
                .map(e -> new Month(e.getKey().getMonthValue() - 1, e.getValue()[0], e.getValue()[1]))
                .filter(month -> month.expected >= FEWEST_PURCHASES)
                .toList();
    }

    /** h. */
    private static double[] ahead(DailyPurchases days, LocalDate horizonEnd) {
        double[] ahead = new double[SeasonIndex.MONTHS];
        long count = Math.max(1, ChronoUnit.DAYS.between(days.end(), horizonEnd));
        for (long d = 1; d <= count; d++) {
            ahead[days.end().plusDays(d).getMonthValue() - 1] += 1.0 / count;
        }
        return ahead;
    }

    /** The sum of (h - o)^2. */
    private static double imbalance(DailyPurchases days, LocalDate horizonEnd) {
        double[] ahead = ahead(days, horizonEnd);
        double[] seen = new double[SeasonIndex.MONTHS];
        for (int i = 0; i < days.expected().length; i++) {
            seen[days.start().plusDays(i).getMonthValue() - 1] += days.expected()[i];
        }
        double all = Arrays.stream(seen).sum();
        double sum = 0;
        for (int m = 0; m < SeasonIndex.MONTHS; m++) {
            double difference = ahead[m] - seen[m] / all;
            sum += difference * difference;
        }
        return sum;
    }
}
