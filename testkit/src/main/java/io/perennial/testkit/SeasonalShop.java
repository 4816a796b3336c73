// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Orders of a shop that follows the calendar as told: customers come evenly, buy at gamma distributed rates in seasonal time and leave after any purchase with a chance of their own.
 *
 * @param start first day
 * @param until last day
 * @param orders one per purchase day of a customer, in the order of customers
 */
public record SeasonalShop(LocalDate start, LocalDate until, List<Order> orders) {
    /** Days between a customer's purchases, of the mean customer in a mean season. */
    private static final double MEAN_DAYS = 45;

    /** Customers who leave after a purchase, on average. */
    private static final double LEAVING = 0.08;

    /** A customer's purchases of a day. */
    public record Order(int customer, LocalDate day, double amount) {}

    /**
     * The calendar of a shop.
     *
     * @param months factors for January to December on the pace of purchases
     * @param weekdays factors for Monday to Sunday
     * @param phases that a customer passes to each purchase: 1 at random, more for a rhythm like that of groceries
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Season(double[] months, double[] weekdays, int phases) {
        /** None. */
        public static Season none() {
            double[] months = new double[12];
            double[] weekdays = new double[7];
            Arrays.fill(months, 1);
            Arrays.fill(weekdays, 1);
            return new Season(months, weekdays, 1);
        }

        /** October to December at up to twice the pace of other months. */
        public static Season autumnPeak() {
            Season season = none();
            season.months[9] = 1.4;
            season.months[10] = 2;
            season.months[11] = 1.6;
            return season;
        }

        /** Busy Saturdays, closed Sundays, and customers who come in a rhythm of their own. */
        public static Season groceries() {
            Season season = none();
            season.weekdays[4] = 1.3;
            season.weekdays[5] = 2;
            season.weekdays[6] = 0;
            return new Season(season.months, season.weekdays, 3);
        }

        double on(LocalDate day) {
            return months[day.getMonthValue() - 1] * weekdays[day.getDayOfWeek().getValue() - 1];
        }
    }

    /** A shop of so many customers. */
    public static SeasonalShop of(Season season, LocalDate start, LocalDate until, int customers, long seed) {
        int days = (int) ChronoUnit.DAYS.between(start, until) + 1;
        double[] time = new double[days + 1];
        for (int d = 0; d < days; d++) {
            time[d + 1] = time[d] + season.on(start.plusDays(d));
        }
        Random random = new Random(seed);
        List<Order> orders = new ArrayList<>();
        for (int c = 0; c < customers; c++) {
            int day = random.nextInt(days);
            // an exponential of exponentials is a gamma of shape 1: half the customers buy less than 0.7 of the mean
            double rate = -Math.log(1 - random.nextDouble()) / MEAN_DAYS;
            double leaving = 2 * LEAVING * random.nextDouble();
            double spend = 20 * Math.exp(0.5 * random.nextGaussian());
            double at = time[day + 1];
            int last = -1;
            while (day < days) {
                if (day > last) {
                    orders.add(new Order(c, start.plusDays(day), spend * Math.exp(0.3 * random.nextGaussian())));
                    last = day;
                }
                if (random.nextDouble() < leaving) {
                    break;
                }
                for (int phase = 0; phase < season.phases; phase++) {
                    at -= Math.log(1 - random.nextDouble()) / (rate * season.phases);
                }
                int found = Arrays.binarySearch(time, at);
                day = at >= time[days] ? days : (found >= 0 ? found : -found - 1) - 1;
            }
        }
        return new SeasonalShop(start, until, List.copyOf(orders));
    }

    /** Writes the orders up to a day as CSV. */
    public Path write(Path file, LocalDate last) throws IOException {
        List<String> lines = new ArrayList<>(List.of("customer_id,order_date,amount"));
        for (Order order : orders) {
            if (!order.day.isAfter(last)) {
                lines.add("c%05d,%s,%s".formatted(order.customer, order.day, Math.rint(order.amount * 100) / 100));
            }
        }
        return Files.write(file, lines);
    }

    /** Purchases in (origin, end] of customers who had bought by the origin. */
    public long purchasesAfter(LocalDate origin, LocalDate end) {
        boolean[] known =
                new boolean[orders.stream().mapToInt(Order::customer).max().orElse(0) + 1];
        long count = 0;
        for (Order order : orders) {
            if (!order.day.isAfter(origin)) {
                known[order.customer] = true;
            } else if (known[order.customer] && !order.day.isAfter(end)) {
                count++;
            }
        }
        return count;
    }
}
