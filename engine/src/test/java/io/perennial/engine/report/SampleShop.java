// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.Notice;
import io.perennial.engine.report.CustomerLists.Customer;
import io.perennial.engine.report.ScoreReport.Headline;
import io.perennial.engine.report.ScoreReport.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Customers drawn from a seed and aggregated as a run would aggregate them. */
record SampleShop(List<Customer> customers, Random random) {
    private static final int DAYS = 1096;
    private static final List<String> AGES = List.of(
            "up to 30 days", "31–60 days", "61–120 days", "121–240 days", "241–365 days", "1–2 years", "over 2 years");
    private static final int[] AGE_LIMITS = {30, 60, 120, 240, 365, 730, DAYS};
    private static final List<String> COUNTS = List.of("1", "2", "3", "4", "5–6", "7–9", "10+");
    private static final int[] COUNT_LIMITS = {1, 2, 3, 4, 6, 9, Integer.MAX_VALUE};

    static SampleShop of(long seed, int size) {
        Random random = new Random(seed);
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double rate = 0.0025 * -Math.log(1 - random.nextDouble()) * (random.nextInt(4) == 0 ? 4 : 1);
            double dropout = 0.05 + 0.5 * random.nextDouble();
            int first = (int) (random.nextDouble() * (DAYS - 20));
            double last = first;
            int purchases = 1;
            while (random.nextDouble() > dropout) {
                double next = last - Math.log(1 - random.nextDouble()) / rate;
                if (next > DAYS) {
                    break;
                }
                last = next;
                purchases++;
            }
            double silence = DAYS - last;
            double alive = 1
                    / (1
                            + dropout / (1 - dropout) * Math.expm1(Math.min(60, rate * silence * 0.9))
                            + (purchases > 1 ? dropout / 4 : 0));
            double basket = Math.exp(3.6 + 0.55 * random.nextGaussian());
            double expected = alive * rate * 365 * 0.8;
            double clv = 0.4 * basket * expected * 0.955;
            customers.add(new Customer(
                    String.format(Locale.ROOT, "%06d", 100_000 + random.nextInt(900_000)),
                    purchases,
                    SampleReports.AS_OF.minusDays((long) silence),
                    0.4 * basket * purchases,
                    alive,
                    expected,
                    Interval.of(clv, Math.max(0, clv * 0.35), clv * 1.8 + 4),
                    clv * (1 - alive),
                    alive > 0.6 ? SampleReports.AS_OF.plusDays(1 + (long) (0.7 / rate)) : null,
                    clv > 120 ? "gold" : clv > 40 ? "silver" : "bronze"));
        }
        return new SampleShop(customers, random);
    }

    SampleShop scaled(double factor) {
        return new SampleShop(
                customers.stream()
                        .map(c -> new Customer(
                                c.id(),
                                c.transactions(),
                                c.lastPurchase(),
                                c.historicValue() * factor,
                                c.probabilityAlive(),
                                c.expectedTransactions(),
                                Interval.of(
                                        c.clv().value() * factor,
                                        c.clv().low() * factor,
                                        c.clv().high() * factor),
                                Math.max(0, c.valueAtRisk() * factor),
                                c.nextPurchase(),
                                c.tier()))
                        .toList(),
                random);
    }

    ScoreReport report() {
        double clv = sum(c -> c.clv().value());
        double historic = sum(Customer::historicValue);
        List<Customer> byValue = sorted(c -> c.clv().value());
        return new ScoreReport(
                "Orders of the garden shop",
                SampleReports.frame("EUR"),
                new Headline(
                        customers.size(),
                        customers.stream().mapToLong(Customer::transactions).sum(),
                        SampleReports.START,
                        historic / 0.4,
                        historic,
                        Interval.of(clv, clv * 0.926, clv * 1.081),
                        Interval.of(
                                sum(Customer::expectedTransactions),
                                sum(Customer::expectedTransactions) * 0.94,
                                sum(Customer::expectedTransactions) * 1.06),
                        sum(Customer::probabilityAlive),
                        clv / customers.size(),
                        byValue.get(byValue.size() / 2).clv().value()),
                List.of(
                        new Notice(
                                "until-assumed",
                                "The observation was taken to end on 31 March 2026, the last date seen. If later days were observed without orders, give the true end with --until."),
                        new Notice(
                                "spend-frequency-correlation",
                                "Among repeat buyers, spend per purchase rises with frequency (correlation 0.19, 0.10 allowed). The spend model assumes independence, so the value of very frequent buyers may be understated.")),
                Section.of(concentration(byValue, clv, historic)),
                Section.of(activity()),
                evidence(),
                Section.of(new CustomerLists(
                        byValue.subList(0, 25),
                        sorted(Customer::valueAtRisk).stream()
                                .limit(25)
                                .filter(c -> c.valueAtRisk() > 0)
                                .toList(),
                        sum(Customer::valueAtRisk))),
                Section.of(oneTimeBuyers()),
                Section.of(nextPurchases()),
                SampleReports.quality(),
                SampleReports.provenance());
    }

    private Concentration concentration(List<Customer> byValue, double clv, double historic) {
        List<Concentration.Point> predicted = curve(byValue, c -> c.clv().value(), clv);
        List<Concentration.Decile> deciles = new ArrayList<>();
        for (int d = 0; d < 10; d++) {
            List<Customer> tenth = byValue.subList(d * byValue.size() / 10, (d + 1) * byValue.size() / 10);
            double value = tenth.stream().mapToDouble(c -> c.clv().value()).sum();
            deciles.add(new Concentration.Decile(
                    d + 1,
                    tenth.size(),
                    tenth.get(tenth.size() - 1).clv().value(),
                    value,
                    value / clv,
                    tenth.stream().mapToDouble(Customer::historicValue).sum(),
                    tenth.stream().mapToDouble(Customer::expectedTransactions).sum(),
                    tenth.stream()
                            .mapToDouble(Customer::probabilityAlive)
                            .average()
                            .orElse(Double.NaN)));
        }
        return new Concentration(
                predicted,
                curve(sorted(Customer::historicValue), Customer::historicValue, historic),
                gini(predicted),
                gini(curve(sorted(Customer::historicValue), Customer::historicValue, historic)),
                Page.held(predicted, 0.1),
                Page.held(predicted, 0.2),
                predicted.stream()
                        .filter(p -> p.value() >= 0.8)
                        .findFirst()
                        .map(Concentration.Point::customers)
                        .orElse(Double.NaN),
                deciles);
    }

    private static List<Concentration.Point> curve(
            List<Customer> ordered, ToDoubleFunction<Customer> value, double total) {
        List<Concentration.Point> points = new ArrayList<>();
        points.add(new Concentration.Point(0, 0));
        double sum = 0;
        int step = 0;
        for (int i = 0; i < ordered.size(); i++) {
            sum += value.applyAsDouble(ordered.get(i));
            if ((i + 1) * 100 / ordered.size() > step) {
                step = (i + 1) * 100 / ordered.size();
                points.add(new Concentration.Point((i + 1.0) / ordered.size(), sum / total));
            }
        }
        return points;
    }

    private static double gini(List<Concentration.Point> curve) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            area += (curve.get(i).customers() - curve.get(i - 1).customers())
                    * (curve.get(i).value() + curve.get(i - 1).value())
                    / 2;
        }
        return 2 * area - 1;
    }

    private Activity activity() {
        List<Activity.Cell> cells = new ArrayList<>();
        for (int row = 0; row < AGES.size(); row++) {
            for (int column = 0; column < COUNTS.size(); column++) {
                int age = row;
                int count = column;
                List<Customer> inside = customers.stream()
                        .filter(c -> age(c) == age && count(c) == count)
                        .toList();
                if (!inside.isEmpty()) {
                    cells.add(new Activity.Cell(
                            column,
                            row,
                            inside.size(),
                            inside.stream()
                                    .mapToDouble(Customer::probabilityAlive)
                                    .average()
                                    .orElseThrow()));
                }
            }
        }
        List<Activity.Bin> bins = new ArrayList<>();
        for (int b = 0; b < 10; b++) {
            double from = b / 10.0;
            List<Customer> inside = customers.stream()
                    .filter(c -> (int) Math.min(9, c.probabilityAlive() * 10) == (int) Math.round(from * 10))
                    .toList();
            bins.add(new Activity.Bin(
                    from,
                    (b + 1) / 10.0,
                    inside.size(),
                    inside.stream().mapToDouble(c -> c.clv().value()).sum()));
        }
        return new Activity(COUNTS, AGES, cells, bins);
    }

    private Evidence evidence() {
        List<Evidence.TrackingPoint> points = new ArrayList<>();
        double actual = 0;
        double expected = 0;
        for (int week = 1; week <= 156; week++) {
            double rate = customers.size() * 0.009 * (1 - Math.exp(-week / 45.0));
            actual += Math.rint(rate * (1 + 0.22 * Math.sin(week / 8.3)) * (0.9 + 0.2 * random.nextDouble()));
            expected += rate;
            points.add(new Evidence.TrackingPoint(SampleReports.START.plusDays(7L * week - 1), actual, expected));
        }
        List<Evidence.Calibration> calibration = new ArrayList<>();
        for (int x = 0; x <= 7; x++) {
            double mean = 0.21 + 0.44 * x + (x == 7 ? 1.3 : 0);
            calibration.add(new Evidence.Calibration(
                    x == 7 ? "7+" : Integer.toString(x),
                    (long) (2400 / Math.pow(x + 1, 1.7)),
                    mean * (0.9 + 0.2 * random.nextDouble()),
                    mean));
        }
        return new Evidence(
                "BG/NBD was chosen: it explains the most Poisson deviance in the holdout (0.312), and no model comes within its bootstrap interval while fitting fewer parameters.",
                Section.of(new Evidence.Tracking(SampleReports.START.plusDays(7L * 117), points)),
                Section.of(new Evidence.Holdout(
                        SampleReports.START.plusDays(7L * 117),
                        SampleReports.AS_OF,
                        3_511,
                        1_482,
                        calibration,
                        SampleReports.measures(),
                        SampleReports.contenders(),
                        List.of(
                                new Evidence.Coverage("the transactions of a customer", 0.80, 0.823),
                                new Evidence.Coverage("the transactions of a customer", 0.95, 0.958),
                                new Evidence.Coverage("the spend of a customer", 0.80, 0.787)))),
                SampleReports.checks());
    }

    private OneTimeBuyers oneTimeBuyers() {
        List<Customer> once =
                customers.stream().filter(c -> c.transactions() == 1).toList();
        List<OneTimeBuyers.Age> ages = new ArrayList<>();
        for (int row = 0; row < AGES.size(); row++) {
            int age = row;
            List<Customer> inside = once.stream().filter(c -> age(c) == age).toList();
            ages.add(new OneTimeBuyers.Age(
                    AGES.get(row),
                    inside.size(),
                    inside.stream()
                            .mapToDouble(Customer::probabilityAlive)
                            .average()
                            .orElse(Double.NaN),
                    inside.stream()
                            .mapToDouble(SampleShop::probabilityToReturn)
                            .average()
                            .orElse(Double.NaN),
                    inside.stream().mapToDouble(c -> c.clv().value()).sum()));
        }
        return new OneTimeBuyers(
                once.size(),
                once.stream().mapToDouble(Customer::historicValue).sum(),
                once.stream().mapToDouble(c -> c.clv().value()).sum(),
                once.stream().mapToDouble(Customer::expectedTransactions).sum(),
                once.stream()
                        .mapToDouble(SampleShop::probabilityToReturn)
                        .average()
                        .orElse(Double.NaN),
                ages);
    }

    private NextPurchases nextPurchases() {
        double spend = 0;
        double yearly = sum(Customer::expectedTransactions);
        for (Customer c : customers) {
            spend += c.clv().value() / 0.4 / 52;
        }
        List<NextPurchases.Week> weeks = new ArrayList<>();
        long due = 0;
        for (int w = 0; w < 13; w++) {
            var start = SampleReports.AS_OF.plusDays(1 + 7L * w);
            long now = customers.stream()
                    .filter(c -> c.nextPurchase() != null
                            && !c.nextPurchase().isBefore(start)
                            && c.nextPurchase().isBefore(start.plusDays(7)))
                    .count();
            due += now;
            double fading = 1.12 - 0.012 * w;
            weeks.add(new NextPurchases.Week(start, yearly / 52 * fading, spend * fading, now));
        }
        long undated = customers.stream().filter(c -> c.nextPurchase() == null).count();
        return new NextPurchases(weeks, customers.size() - undated - due, undated);
    }

    private static double probabilityToReturn(Customer customer) {
        return -Math.expm1(-customer.expectedTransactions());
    }

    private static int age(Customer customer) {
        return bin(
                AGE_LIMITS,
                SampleReports.AS_OF.toEpochDay() - customer.lastPurchase().toEpochDay());
    }

    private static int count(Customer customer) {
        return bin(COUNT_LIMITS, customer.transactions());
    }

    private static int bin(int[] limits, long value) {
        int bin = 0;
        while (value > limits[bin]) {
            bin++;
        }
        return bin;
    }

    private double sum(ToDoubleFunction<Customer> value) {
        return customers.stream().mapToDouble(value).sum();
    }

    private List<Customer> sorted(ToDoubleFunction<Customer> value) {
        return customers.stream()
                .sorted(Comparator.comparingDouble(value).reversed())
                .toList();
    }
}
